package command

import (
	"context"

	"careerlattice/internal/cache"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// setFormat is the version of what the planner writes of answers that are no plans, and of what they mean: as [planFormat].
const setFormat = 1

// sets answers questions whose answers are no plans, as plans does.
type sets struct{ *plans }

func (s sets) Reach(ctx context.Context, c planner.Circle) ([]*planner.ReachableCareer, error) {
	return setAnswer(ctx, s.plans, "reach", c.Key(), setCodec[[]*planner.ReachableCareer]{
		planner.EncodeReach,
		func(b []byte) ([]*planner.ReachableCareer, error) { return s.planner.DecodeReach(c, b) },
		func(all []*planner.ReachableCareer) int { return len(all) },
	}, func(ctx context.Context) ([]*planner.ReachableCareer, error) { return s.planner.Reach(ctx, c) })
}

func (s sets) Matrix(ctx context.Context, g planner.Grid) ([]*planner.MatrixRow, error) {
	return setAnswer(ctx, s.plans, "matrix", g.Key(), setCodec[[]*planner.MatrixRow]{
		planner.EncodeMatrix,
		func(b []byte) ([]*planner.MatrixRow, error) { return s.planner.DecodeMatrix(g, b) },
		func(rows []*planner.MatrixRow) int { return len(rows) * len(g.To) },
	}, func(ctx context.Context) ([]*planner.MatrixRow, error) { return s.planner.Matrix(ctx, g) })
}

func (s sets) Origins(ctx context.Context, to *catalog.Career) ([]*planner.Origin, error) {
	return setAnswer(ctx, s.plans, "origins", []byte(to.Slug), setCodec[[]*planner.Origin]{
		planner.EncodeOrigins, s.planner.DecodeOrigins, func(all []*planner.Origin) int { return len(all) },
	}, func(ctx context.Context) ([]*planner.Origin, error) { return s.planner.Origins(ctx, to) })
}

func (s sets) Leverage(ctx context.Context, c planner.Circle) ([]*planner.CredentialLeverage, error) {
	return setAnswer(ctx, s.plans, "leverage", c.Key(), setCodec[[]*planner.CredentialLeverage]{
		planner.EncodeLeverage, s.planner.DecodeLeverage,
		func(all []*planner.CredentialLeverage) int {
			n := len(all)
			for _, l := range all {
				n += len(l.Careers) / 8 // a pointer each
			}
			return n
		},
	}, func(ctx context.Context) ([]*planner.CredentialLeverage, error) { return s.planner.Leverage(ctx, c) })
}

func (s sets) Landmarks(ctx context.Context, known *planner.PlanSet) (*planner.Landmarks, error) {
	q := known.Question()
	return setAnswer(ctx, s.plans, "landmarks", q.Key(), setCodec[*planner.Landmarks]{
		planner.EncodeLandmarks,
		func(b []byte) (*planner.Landmarks, error) { return s.planner.DecodeLandmarks(q, b) },
		func(l *planner.Landmarks) int { return 4*len(l.Steps) + len(l.Requirements) }, // with their words
	}, func(ctx context.Context) (*planner.Landmarks, error) { return s.planner.Landmarks(ctx, known) })
}

func (s sets) Sensitivity(ctx context.Context, of *planner.Plan, in planner.Criterion) (*planner.PlanSensitivity, error) {
	return setAnswer(ctx, s.plans, "sensitivity", append([]byte(of.Name), byte(in)), setCodec[*planner.PlanSensitivity]{
		planner.EncodeSensitivity,
		func(b []byte) (*planner.PlanSensitivity, error) { return s.planner.DecodeSensitivity(of, in, b) },
		func(found *planner.PlanSensitivity) int {
			if found == nil {
				return 0
			}
			n := 1
			for _, c := range found.Changes {
				n += 6 + len(c.Alike)/4 // its text, its plan and what is told of it; two pointers each
			}
			return n
		},
	}, func(ctx context.Context) (*planner.PlanSensitivity, error) { return s.planner.Sensitivity(ctx, of, in) })
}

// Fastest is kept as the answer to the career's question.
func (s sets) Fastest(ctx context.Context, r *planner.ReachableCareer) (planner.Result, error) {
	return s.keep(ctx, r.Question(), func(ctx context.Context) (planner.Result, error) { return s.planner.Fastest(ctx, r) })
}

// setAnswer gives the answer to a question: from the cache, else worked out.
func setAnswer[T any](ctx context.Context, p *plans, what string, question []byte, codec setCodec[T], answer func(context.Context) (T, error)) (T, error) {
	key := cache.NewKey(cache.SetResult).Int(setFormat).String(what).String(p.digest).Int(p.budget).Bytes(question)
	return cached(ctx, p, what, key, codec, answer)
}

// setCodec is the cache's view of an answer; size counts its entries.
type setCodec[T any] struct {
	encode func(T) []byte
	decode func([]byte) (T, error)
	size   func(T) int
}

func (c setCodec[T]) Encode(answer T) []byte { return c.encode(answer) }

func (c setCodec[T]) Decode(b []byte) (T, error) { return c.decode(b) }

// weightOfEntry is what an entry of an answer takes of memory, about, in bytes.
const weightOfEntry = 80

func (c setCodec[T]) Weigh(answer T) int { return weightOfAnswer + weightOfEntry*c.size(answer) }
