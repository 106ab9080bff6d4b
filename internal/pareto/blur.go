package pareto

import "encoding/binary"

// blurred is a network in which alternatives are one where their floors and figures are the same, and so are jobs that open as
// soon and count for the same: who has one of them has them all. It allows more than the network it is made from, so that what a
// goal takes there at least bounds what it takes; and it is small, since most of what a large catalog offers differs in names.
type blurred struct {
	*floors // of the sharp network
	to      *Network
	// items and jobs are the members of each class, itemAt and jobAt the classes.
	items, jobs   [][]int32
	itemAt, jobAt []int32
	memo          []Cond
}

func (f *floors) blur() *blurred {
	n := f.n
	b := &blurred{floors: f, to: NewNetwork(), memo: make([]Cond, len(n.conds))}
	for c := range b.memo {
		b.memo[c] = -1
	}
	b.itemClasses()
	b.jobClasses()
	for _, class := range b.items {
		b.to.Items = append(b.to.Items, b.item(class))
	}
	for _, class := range b.jobs {
		opens := make([]Cond, len(class))
		for k, j := range class {
			opens[k] = b.translate(n.Jobs[j].Opens)
		}
		b.to.Jobs = append(b.to.Jobs, Job{Opens: b.to.Any(opens...)})
	}
	return b
}

// itemClasses puts items together that are asked for as alternatives only, and take the same at the same floors.
func (b *blurred) itemClasses() {
	_, only := whole(b.n).alternatives()
	c := classes{}
	var key []byte
	for i := range b.n.Items {
		key = key[:0]
		if !only[i] {
			key = binary.AppendVarint(key, int64(i))
		}
		for _, o := range b.n.Items[i].Options {
			o = b.project(o)
			for _, v := range []int64{o.FullTime, o.PartTime, o.Cost, b.least[o.Requires]} {
				key = binary.LittleEndian.AppendUint64(key, uint64(v))
			}
		}
		b.itemAt = append(b.itemAt, c.add(key, &b.items, int32(i)))
	}
}

// jobClasses puts jobs together that count for the same experience at the same floor.
func (b *blurred) jobClasses() {
	counts := make([][]Cond, len(b.n.Jobs))
	fillLists(counts, func(put func(int32, Cond)) {
		for c := range b.n.conds {
			for _, j := range b.n.conds[c].jobs {
				put(j, Cond(c))
			}
		}
	})
	c := classes{}
	var key []byte
	for j := range b.n.Jobs {
		key = binary.AppendVarint(key[:0], b.least[b.n.Jobs[j].Opens])
		for _, at := range counts[j] {
			key = binary.AppendVarint(key, int64(at))
		}
		b.jobAt = append(b.jobAt, c.add(key, &b.jobs, int32(j)))
	}
}

// classes are the places of classes by what their members have in common.
type classes map[string]int32

// add puts something into the class of its key, and gives the place of that.
func (c classes) add(key []byte, members *[][]int32, x int32) int32 {
	at, ok := c[string(key)]
	if !ok {
		at = int32(len(*members))
		c[string(key)] = at
		*members = append(*members, nil)
	}
	(*members)[at] = append((*members)[at], x)
	return at
}

func (b *blurred) item(class []int32) Item {
	item := Item{Options: append([]Option(nil), b.n.Items[class[0]].Options...)}
	for o := range item.Options {
		requires := make([]Cond, len(class))
		for k, i := range class {
			requires[k] = b.translate(b.n.Items[i].Options[o].Requires)
		}
		item.Options[o].Requires = b.to.Any(requires...)
	}
	return item
}

// translate tells a condition in terms of classes.
func (b *blurred) translate(c Cond) Cond {
	if b.memo[c] < 0 {
		b.memo[c] = b.translated(&b.n.conds[c], c)
	}
	return b.memo[c]
}

func (b *blurred) translated(x *condition, c Cond) Cond {
	switch x.op {
	case opNever, opAlways:
		return c
	case opHas:
		return b.to.Has(b.itemAt[x.item])
	case opWorked:
		jobs := make([]int32, len(x.jobs))
		for k, j := range x.jobs {
			jobs[k] = b.jobAt[j]
		}
		return b.to.Worked(x.months, jobs)
	}
	of := make([]Cond, len(x.of))
	for k, p := range x.of {
		of[k] = b.translate(p)
	}
	switch x.op {
	case opAll:
		return b.to.All(of...)
	case opAny:
		return b.to.Any(of...)
	}
	return b.to.AtLeast(x.count, of...)
}
