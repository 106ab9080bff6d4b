package pareto

// kinds is how many sums of time and shortfall bounds are kept for: time, shortfall, and mixtures of the two. A plan that
// is quick forgoes much, and one that forgoes little is slow, so that a mixture is bounded far better than the two apart
// (bound sets of multi-objective branch and bound, Ehrgott & Gandibleux 2007).
const kinds = 5

// sums are values of each kind.
type sums [kinds]int64

// weights are what a month and a twelfth of a dollar of shortfall count for in each kind.
type weights [kinds][2]int64

func newWeights(idle int64) weights {
	idle = max(1, idle)
	return weights{{1, 0}, {0, 1}, {idle, 1}, {idle, 3}, {3 * idle, 1}}
}

// of gives the sums of months of which each falls short of the goal's pay by shortfall.
func (w *weights) of(months, shortfall int64) (s sums) {
	for k := range s {
		s[k] = months * (w[k][0] + w[k][1]*shortfall)
	}
	return s
}

// total gives the sums of a time and a shortfall.
func (w *weights) total(time, short int64) (s sums) {
	for k := range s {
		s[k] = w[k][0]*time + w[k][1]*short
	}
	return s
}

func (s *sums) add(x sums, sign int64) {
	for k := range s {
		s[k] += sign * x[k]
	}
}

func (s *sums) least(x sums) {
	for k := range s {
		s[k] = min(s[k], x[k])
	}
}

func (s *sums) most(x sums) {
	for k := range s {
		s[k] = max(s[k], x[k])
	}
}

// over tells whether any is more than what is the most of its kind.
func (s *sums) over(most sums) bool {
	for k := range s {
		if s[k] > most[k] {
			return true
		}
	}
	return false
}

// all is the same value in each kind.
func all(value int64) (s sums) {
	for k := range s {
		s[k] = value
	}
	return s
}

// bound is a lower bound on plans: their cost, their sums, and how many steps they have.
type bound struct {
	cost int64
	sums
	steps int
	merit *merit // what they may be worth at best; nil where that is not looked at
}

// mostOf raises the bound by another.
func (b *bound) mostOf(o bound) {
	b.cost = max(b.cost, o.cost)
	b.most(o.sums)
}

// by is what a search compares bounds by.
func (b *bound) by(key int) int64 {
	if key == byCost {
		return b.cost
	}
	return b.sums[key]
}

// vector is the bound without its mixtures.
func (b *bound) vector() Vector { return Vector{b.sums[0], b.cost, b.sums[1]} }
