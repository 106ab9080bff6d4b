package planner

// alternatives are several of which none can be had: how much there is to tell of those of which that is known, and how many
// lead into circles.
type alternatives struct{ sum, told, circles int }

// change is that of one of them from a size to a smaller one, or none.
func (a *alternatives) change(before, after int) {
	switch before {
	case after:
		return
	case endless:
		a.told, a.circles = a.told+1, a.circles-1
	default:
		a.sum -= before
	}
	a.sum += after
}

// size is how much there is to tell of all. What leads into a circle counts little where something else does not.
func (a *alternatives) size() int {
	if a.circles > 0 && a.told == 0 {
		return endless
	}
	return max(1, min(endless, a.sum+a.circles))
}

// together is how much there is to tell of several alternatives.
func together[T any](of []T, size func(T) int) int {
	var a alternatives
	for _, x := range of {
		if n := size(x); n < endless {
			a.sum, a.told = a.sum+n, a.told+1
		} else {
			a.circles++
		}
	}
	return a.size()
}
