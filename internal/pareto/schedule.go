package pareto

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// schedule decides, for one set of acquisitions, how each is done: full time, or beside which job. It goes forward in
// time with labels. What becomes possible without further experience is decided on at once, since doing it sooner never
// hurts: full time, beside a job that is open, or beside one that will be. Only then is experience committed to: that
// the months worked in the jobs open by now reach an amount. Since work may be done as soon as a job is open, only such
// commitments matter, and their months are left to a small integer program at the end.
type schedule struct {
	s     *sets
	meter *meter
	// wanted and found are the caller's: is a vector at or above the bound of use; a complete plan, in its labels.
	wanted func(bound) bool
	finish func(at int32, goal commitments)
	// exact keeps all plans of equal vectors apart that differ in jobs, for the tie-breaks.
	exact bool
	order order

	items   []int32
	options []*Option
	needs   [][]clause
	work    []int32 // the experience of the set: conditions
	months  []int64
	jobs    []int32
	opens   [][]clause
	short   []int64
	upTo    []uint64 // of each job, those that pay no better
	counts  []uint64 // of each job, the experience it counts for
	members []uint64 // of each experience, the jobs that count for it
	beside  []uint64 // of each item, the jobs that can be open before it is acquired
	goal    []clause
	cost    int64
	all     bitset // all items
	shares  []rest // of each item, what it takes at least
	waits   []rest // of each item, what it still takes while it waits
	kept    store
	queue   queue
	ladder  ladder
	key     int // the kind of sum by which labels are queued
	terms   interned[term]
	uses    interned[int32]
	acts    interned[act]

	item, place []int32

	// Room for the labels in the making.
	before, after []int64
	taken         taken
	given, tidied commitments
	beginning     beginning
}

func newSchedule(s *sets, exact bool) *schedule {
	d := &schedule{s: s, meter: s.meter, exact: exact, order: s.order}
	d.kept.meter, d.terms.meter, d.uses.meter, d.acts.meter = s.meter, s.meter, s.meter, s.meter
	d.terms.write = func(b []byte, t term) []byte {
		return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(b, t.jobs), uint64(t.months))
	}
	d.acts.write = func(b []byte, a act) []byte {
		return binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, uint32(a.item)), uint32(a.job))
	}
	d.uses.write = func(b []byte, job int32) []byte { return binary.LittleEndian.AppendUint32(b, uint32(job)) }
	d.ladder.d = d
	d.key = max(0, s.order.key())
	d.item = make([]int32, len(s.Items))
	d.place = make([]int32, len(s.conds))
	for i := range d.item {
		d.item[i] = -1
	}
	for i := range d.place {
		d.place[i] = -1
	}
	return d
}

// run schedules the present set of s.
func (d *schedule) run() {
	d.load()
	d.clear()
	root := draft{label: label{parent: -1}, gathered: make([]int64, len(d.work))}
	d.all = bitset{}
	for p := range d.options {
		d.all.add(p)
		root.rest.add(d.shares[p], 1)
	}
	d.push(&root)
	for len(d.queue) > 0 {
		at := d.queue.pop().label
		if !d.kept.at(at).dead {
			if l := d.draft(at); d.wanted(d.bound(&l)) {
				d.expand(at, &l)
			}
		}
		d.kept.leave(at)
	}
}

// load takes the set over from s: its items, its experience, the jobs within its reach.
func (d *schedule) load() {
	s := d.s
	for _, i := range d.items {
		d.item[i] = -1
	}
	for _, e := range d.work {
		d.place[e] = -1
	}
	d.items = append(d.items[:0], s.chosen...)
	d.work = append(d.work[:0], s.worked...)
	if len(d.items) > mostChosen || len(d.work) > 64 {
		panic(stop{errBudget})
	}
	slices.Sort(d.items)
	slices.Sort(d.work)
	x := &expansion{conds: s.conds, item: d.item, work: d.place, memo: map[Cond][]clause{}, meter: d.meter}
	d.options, d.needs, d.months, d.cost = d.options[:0], d.needs[:0], d.months[:0], 0
	for p, i := range d.items {
		d.item[i] = int32(p)
	}
	for p, e := range d.work {
		d.place[e] = int32(p)
		d.months = append(d.months, s.conds[e].months)
	}
	beside := false
	for _, i := range d.items {
		o := &s.Items[i].Options[s.option[i]]
		d.options = append(d.options, o)
		d.needs = append(d.needs, x.of(o.Requires))
		d.cost += o.Cost
		beside = beside || o.PartTime >= 0
	}
	d.goal = x.of(s.Goal)
	d.loadJobs(x, beside)
}

// loadJobs takes over the open jobs that are of use, without those for which another serves.
func (d *schedule) loadJobs(x *expansion, beside bool) {
	s := d.s
	d.jobs, d.opens, d.short, d.counts = d.jobs[:0], d.opens[:0], d.short[:0], d.counts[:0]
	for _, j := range s.byPay {
		if !s.open[j] {
			continue
		}
		var counts uint64
		for _, e := range s.links.worked[j] {
			if p := d.place[e]; p >= 0 {
				counts |= 1 << p
			}
		}
		if counts == 0 && !beside {
			continue
		}
		opens := x.of(s.Jobs[j].Opens)
		if !d.exact && d.served(opens, counts) {
			continue
		}
		d.jobs = append(d.jobs, j)
		d.opens = append(d.opens, opens)
		d.short = append(d.short, s.Jobs[j].Shortfall)
		d.counts = append(d.counts, counts)
	}
	if len(d.jobs) > 64 {
		panic(stop{errBudget})
	}
	d.upTo = d.upTo[:0]
	for j := range d.jobs {
		d.upTo = append(d.upTo, ^uint64(0)<<slices.Index(d.short, d.short[j]))
	}
	d.members = append(d.members[:0], make([]uint64, len(d.work))...)
	for j, counts := range d.counts {
		each(counts, func(e int) { d.members[e] |= 1 << j })
	}
	d.beside = d.beside[:0]
	for p, o := range d.options {
		jobs := uint64(0)
		if o.goesBeside() {
			jobs = d.openWithout(p) & d.useful(p, o)
		}
		d.beside = append(d.beside, jobs)
	}
	d.shares, d.waits = d.shares[:0], d.waits[:0]
	for p := range d.options {
		d.shares = append(d.shares, d.share(p))
		d.waits = append(d.waits, d.waitShare(p))
	}
	d.ladder.prepare()
}

// useful tells beside which jobs it can be of use to acquire item p.
func (d *schedule) useful(p int, o *Option) (jobs uint64) {
	i := d.items[p]
	beyond := d.s.bases[slices.Index(d.s.chosen, i)]
	for k, j := range d.jobs {
		if beyond.goesBeside(i, o, j) {
			jobs |= 1 << k
		}
	}
	return jobs
}

// openWithout tells which jobs can be open when all of the set but item p is done.
func (d *schedule) openWithout(p int) (jobs uint64) {
	var done bitset
	work := uint64(0)
	for again := true; again; {
		again = false
		for i := range d.items {
			if i != p && !done.has(i) && holds(d.needs[i], done, work) {
				done.add(i)
				again = true
			}
		}
		for j := range d.jobs {
			if jobs&(1<<j) == 0 && holds(d.opens[j], done, work) {
				jobs |= 1 << j
				work |= d.counts[j]
				again = true
			}
		}
	}
	return jobs
}

// served tells whether a job taken before, which pays no less, is open whenever this one is and counts for as much.
func (d *schedule) served(opens []clause, counts uint64) bool {
	for j := range d.jobs {
		if counts&^d.counts[j] != 0 {
			continue
		}
		whenever := true
		for _, c := range opens {
			if !slices.ContainsFunc(d.opens[j], func(e clause) bool { return e.within(c) }) {
				whenever = false
				break
			}
		}
		if whenever {
			return true
		}
	}
	return false
}

// share is what item p takes at least.
func (d *schedule) share(p int) rest {
	o := d.options[p]
	if o.PartTime < 0 || d.beside[p] == 0 && o.FullTime >= 0 {
		return rest{alone: d.s.w.of(o.FullTime, d.s.q.Idle)}
	}
	return d.s.share(o, d.bestBeside(p))
}

// bestBeside is the least shortfall of a job that can be open before item p is acquired.
func (d *schedule) bestBeside(p int) int64 {
	if d.beside[p] == 0 {
		return d.s.q.Idle
	}
	return d.short[bits.TrailingZeros64(d.beside[p])]
}

func (d *schedule) clear() {
	d.kept.reset(len(d.work))
	d.queue = d.queue[:0]
	d.terms.reset()
	d.acts.reset()
	d.uses.reset()
}
