package planner

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"

	"careerlattice/internal/catalog"
)

// keyVersion is the first byte of a key; it changes whenever the meaning of what follows does.
const keyVersion = 1

// Key is the canonical question in bytes: equal questions about one catalog, and no others, have equal keys. Lists are
// written with their length, credentials and careers as their indices, so that a key means nothing without the
// catalog's digest, which it does not hold.
func (q Question) Key() []byte {
	k := binary.AppendUvarint([]byte{keyVersion}, uint64(q.To.Index))
	k = appendProfile(k, q.From)
	k = binary.AppendUvarint(k, uint64(set(q.Optimize))|uint64(set(q.Constraints.StudyModes))<<3|uint64(q.Constraints.Jobs)<<5)
	return appendConstraints(k, q.Constraints)
}

func appendIndices[N catalog.Node](k []byte, list []N) []byte {
	k = binary.AppendUvarint(k, uint64(len(list)))
	for _, n := range list {
		k = binary.AppendUvarint(k, uint64(catalog.EntryOf(n).Index))
	}
	return k
}

func appendProfile(k []byte, from Profile) []byte {
	k = appendIndices(k, from.Credentials)
	k = binary.AppendUvarint(k, uint64(len(from.Experience)))
	for _, e := range from.Experience {
		k = binary.AppendUvarint(k, uint64(e.Career.Index))
		k = binary.AppendUvarint(k, uint64(e.Months))
	}
	return k
}

// appendConstraints writes all constraints but study modes and jobs, which stand with what is to be optimized.
func appendConstraints(k []byte, c Constraints) []byte {
	k = binary.AppendUvarint(k, uint64(c.MaxLevel))
	for _, limit := range []*int{c.MaxMonths, c.MaxCost} {
		n := 0
		if limit != nil {
			n = *limit + 1
		}
		k = binary.AppendUvarint(k, uint64(n))
	}
	k = appendIndices(k, c.AvoidCredentials)
	k = appendIndices(k, c.AvoidCareers)
	k = appendIndices(k, c.ViaCredentials)
	return appendIndices(k, c.ViaCareers)
}

// set packs choices into bits.
func set[T ~uint8](of []T) (bits uint8) {
	for _, x := range of {
		bits |= 1 << x
	}
	return bits
}

// members unpacks what set packed; bits that no choice has are an error.
func members[T ~uint8](bits uint64, all ...T) (of []T, ok bool) {
	for _, x := range all {
		if bits&(1<<x) != 0 {
			of = append(of, x)
		}
	}
	return of, len(of) > 0 && bits>>len(all) == 0
}

// errKey says that bytes are not a key, or no more than one.
var errKey = errors.New("not a question of this catalog")

// keyReader reads what Key wrote. After a mistake it gives zeros, and ok is false.
type keyReader struct {
	catalog *catalog.Catalog
	left    []byte
	ok      bool
}

func (r *keyReader) number(most int) int {
	n, size := binary.Uvarint(r.left)
	if size <= 0 || n > uint64(most) {
		r.ok, r.left = false, nil
		return 0
	}
	r.left = r.left[size:]
	return int(n)
}

func (r *keyReader) limit() *int {
	n := r.number(catalog.MaxNumber + 1)
	if n == 0 {
		return nil
	}
	n--
	return &n
}

// listOf reads a list of indices into all, in rising order.
func listOf[T any](r *keyReader, all []T) []T {
	var list []T
	last := -1
	for range r.number(len(all)) {
		i := r.number(len(all) - 1)
		if i <= last {
			r.ok = false
			return nil
		}
		last = i
		list = append(list, all[i])
	}
	return list
}

// readQuestion reads a question back from the front of its key, and gives the bytes after it.
func (p *Planner) readQuestion(key []byte) (q Question, rest []byte, err error) {
	c := p.catalog
	r := &keyReader{catalog: c, left: key, ok: true}
	if r.number(keyVersion) != keyVersion || len(c.Careers) == 0 {
		return q, nil, errKey
	}
	q.To = c.Careers[r.number(len(c.Careers)-1)]
	q.From.Credentials = listOf(r, c.Credentials)
	last := -1
	for range r.number(len(c.Careers)) {
		e := Experience{c.Careers[r.number(len(c.Careers)-1)], r.number(catalog.MaxNumber)}
		r.ok = r.ok && e.Career.Index > last && e.Months > 0
		last = e.Career.Index
		q.From.Experience = append(q.From.Experience, e)
	}
	bits := uint64(r.number(1<<6 - 1))
	var chosen, modes bool
	q.Optimize, chosen = members(bits&7, Time, Cost, ForegoneEarnings)
	k := &q.Constraints
	k.StudyModes, modes = members(bits>>3&3, FullTime, WhileWorking)
	k.Jobs = JobScope(bits >> 5)
	k.MaxLevel = catalog.Level(r.number(int(catalog.LevelDoctoral)))
	k.MaxMonths, k.MaxCost = r.limit(), r.limit()
	k.AvoidCredentials = listOf(r, c.Credentials)
	k.AvoidCareers = listOf(r, c.Careers)
	k.ViaCredentials = listOf(r, c.Credentials)
	k.ViaCareers = listOf(r, c.Careers)
	if !r.ok || !chosen || !modes {
		return Question{}, nil, errKey
	}
	return q, r.left, nil
}

// digestBytes is how much of the catalog's digest a plan's id holds.
const digestBytes = 8

// planID names a plan: the catalog's digest, its place in the front, and the question.
func (p *Planner) planID(q Question, place int) string {
	id := p.digest()
	id = binary.AppendUvarint(id, uint64(place))
	id = append(id, q.Key()...)
	return planPrefix + base64.RawURLEncoding.EncodeToString(id)
}

const planPrefix = "plans/"

// maxPlanID is how long a plan's id may be: longer than that of a question with all its lists full.
const maxPlanID = 128 << 10

func (p *Planner) digest() []byte {
	b, err := hex.DecodeString(p.catalog.Digest)
	if err != nil || len(b) < digestBytes {
		return make([]byte, digestBytes)
	}
	return b[:digestBytes:digestBytes]
}

// PlanName reads the id of a plan: the question it answers and its place in the front; ok is false where the id is not
// one of this catalog's.
func (p *Planner) PlanName(id string) (q Question, place int, ok bool) {
	text, isPlan := strings.CutPrefix(id, planPrefix)
	if !isPlan || len(text) > maxPlanID {
		return q, 0, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) < digestBytes || string(b[:digestBytes]) != string(p.digest()) {
		return q, 0, false
	}
	n, size := binary.Uvarint(b[digestBytes:])
	if size <= 0 || n > catalog.MaxNumber {
		return q, 0, false
	}
	q, rest, err := p.readQuestion(b[digestBytes+size:])
	if err != nil || len(rest) > 0 || p.planID(q, int(n)) != id {
		return q, 0, false
	}
	return q, int(n), true
}
