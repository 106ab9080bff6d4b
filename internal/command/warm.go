package command

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"careerlattice/internal/cache"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// warmCommand answers questions as a server of the same settings would, so that its Redis has the answers before anybody asks.
type warmCommand struct {
	serveCommand
	Questions string `xor:"questions" required:"" placeholder:"FILE" help:"The questions: a GraphQL request as JSON a line, as the API takes them."`
	Popular   bool   `xor:"questions" required:"" help:"Ask for plans to each career from a high-school diploma, and from the associate and bachelor's degrees with the most links in the catalog."`
}

// warming is one question: what it is called in messages, and how it is answered.
type warming struct {
	name   string
	answer func(context.Context) error
}

// patience is how long a read from Redis may take: nobody waits for an answer.
const patience = time.Second

// flushWithin is how long Redis may take for what one question leaves to be written.
const flushWithin = 10 * time.Second

// mostShown is how many questions without an answer are shown; the rest is counted.
const mostShown = 10

// Run answers the questions and waits until Redis has what is worth keeping.
func (cmd *warmCommand) Run(ctx context.Context, t terminal) error {
	if cmd.Redis == "" {
		return usagef("warm needs the Redis that servers ask: write --redis redis://HOST:PORT")
	}
	if err := cmd.check(); err != nil {
		return err
	}
	log := cmd.logger(t.err)
	observe := newObserver(nil, nil) // nobody looks
	kept, err := cmd.openCache(log, patience, observe)
	if err != nil {
		return err
	}
	defer func() { _ = kept.Close(ctx) }() // what was written is counted before
	documents, err := cmd.trusted()
	if err != nil {
		return err
	}
	s := newService(&cmd.serveCommand, kept, documents, observe, log)
	c, _, err := s.load()
	if err != nil {
		return err
	}
	answers := &plans{cache: kept, planner: planner.New(c, cmd.LabelBudget), digest: c.Digest, budget: cmd.LabelBudget}
	relations := sync.OnceValue(func() *relate.Relations { return relate.New(c) })
	questions := popular(c, answers, relations)
	if cmd.Questions != "" {
		if questions, err = readQuestions(cmd.Questions, cmd.MaxBody, s.api(c, answers, relations)); err != nil {
			return err
		}
	}
	start := time.Now()
	unanswered, err := cmd.ask(ctx, t.err, kept, questions)
	if err != nil {
		return err
	}
	return report(t.out, len(questions), unanswered, kept.Stats(), time.Since(start), c.Digest)
}

// ask answers all questions, some at a time, and tells how many have no answer.
func (cmd *warmCommand) ask(ctx context.Context, w io.Writer, kept *cache.Cache, questions []warming) (unanswered int, err error) {
	done := countOn(w, len(questions), "questions")
	var shown sync.Mutex
	all, ctx := errgroup.WithContext(ctx)
	all.SetLimit(cmp.Or(cmd.MaxPlanning, runtime.GOMAXPROCS(0)))
	for _, q := range questions {
		all.Go(func() error {
			failed := q.answer(ctx)
			if err := ctx.Err(); err != nil {
				return err
			}
			limit, cancel := context.WithTimeout(ctx, flushWithin)
			defer cancel()
			if kept.Flush(limit) != nil || kept.Stats().Breaker != "closed" {
				return cmp.Or(ctx.Err(), errors.New("the Redis of --redis does not answer: what was written before it stopped is kept; run this again"))
			}
			shown.Lock()
			defer shown.Unlock()
			if failed != nil {
				if unanswered++; unanswered <= mostShown {
					_, _ = fmt.Fprintf(w, "%s: %v\n", q.name, failed) // the count is told at the end
				}
			}
			return done()
		})
	}
	return unanswered, all.Wait()
}

// report says what became of the questions.
func report(w io.Writer, asked, unanswered int, s cache.Stats, took time.Duration, digest string) error {
	_, err := fmt.Fprintf(w, "%s about the catalog %s in %v: %d planned, %d values found in Redis, %d written to it\n",
		plural(asked, "question"), digest, took.Round(time.Millisecond), s.Computed, s.RedisHits, s.Writes)
	if err != nil {
		return err
	}
	lost := s.WritesDropped + s.WriteErrors
	switch {
	case unanswered > 0:
		return fmt.Errorf("%d of %s have no answer that can be kept", unanswered, plural(asked, "question"))
	case lost > 0:
		return fmt.Errorf("%d values were not written to Redis; run this again", lost)
	}
	return nil
}

// readQuestions reads a file of one request a line, which the API answers; empty lines are passed over. A line that is no request stops
// it before any is asked.
func readQuestions(name string, longest int64, api http.Handler) ([]warming, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("the questions: %w", err)
	}
	defer func() { _ = f.Close() }()
	var questions []warming
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, int(longest))
	n := 0
	for lines.Scan() {
		n++
		body := bytes.Clone(lines.Bytes()) // as it is: whole answers are kept by the bytes of their requests
		if len(bytes.TrimSpace(body)) == 0 {
			continue
		}
		place := fmt.Sprintf("%s:%d", name, n)
		var request map[string]json.RawMessage
		if err := json.Unmarshal(body, &request); err != nil {
			return nil, fmt.Errorf(`%s: this is no request: write a JSON object on one line, such as {"query": "{ catalog { title } }"}: %w`, place, err)
		}
		questions = append(questions, warming{place, func(ctx context.Context) error {
			page, err := postBytes(ctx, api, body)
			if err != nil {
				return err
			}
			_, err = dataOf(page)
			return err
		}})
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, fmt.Errorf("%s:%d: the line is longer than the %d bytes that --max-body lets through", name, n+1, longest)
	case err != nil:
		return nil, fmt.Errorf("the questions: %w", err)
	case len(questions) == 0:
		return nil, fmt.Errorf("%s has no questions: write a GraphQL request as JSON on each line", name)
	}
	return questions, nil
}

// How many starts of a level are taken to be usual: those with the most links.
const usualStarts = 5

// popular are questions that many may ask. Nothing records what people ask, so it is a guess: the plans to each career from a
// high-school diploma, and from the associate and bachelor's degrees that have the most links in the catalog.
func popular(c *catalog.Catalog, answers *plans, relations func() *relate.Relations) []warming {
	var questions []warming
	for _, from := range usual(c, relations()) {
		for _, to := range c.Careers {
			questions = append(questions, warming{"from " + from.Slug + " to " + to.Slug, func(ctx context.Context) error {
				q, problems := answers.planner.Question(planner.Input{From: planner.ProfileInput{Credentials: []string{from.Slug}}, To: to.Slug})
				if len(problems) > 0 {
					return errors.New(describe(problems, strings.Clone))
				}
				_, err := answers.plan(ctx, q)
				return err
			}})
		}
	}
	return questions
}

// usual are the degrees from which people usually ask.
func usual(c *catalog.Catalog, relations *relate.Relations) []*catalog.Credential {
	room := map[catalog.Level]int{catalog.LevelHighSchool: len(c.Credentials), catalog.LevelAssociate: usualStarts, catalog.LevelBachelors: usualStarts}
	var starts []*catalog.Credential
	for _, x := range relations.Central(relate.ByDegree, []catalog.Collection{catalog.Credentials}, len(c.Credentials)) {
		degree, ok := x.Node.(*catalog.Credential)
		if ok && degree.Kind == catalog.KindDegree && room[degree.Level] > 0 {
			room[degree.Level]--
			starts = append(starts, degree)
		}
	}
	return starts
}
