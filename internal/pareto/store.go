package pareto

// store keeps the labels of one set in pages, which are never moved and serve the next set again. A label that another
// dominates makes room as soon as nothing follows on it.
type store struct {
	meter  *meter
	work   int // how many amounts of experience go with each label
	pages  []*page
	labels int32 // how many places were handed out
	free   []int32
	groups []*[pageSize]group
	states int32
	table  []int32 // of the hash of a state, its group and one more; 0 is no group
	held   int64   // bytes
}

// pageSize is how many labels, or groups, are in a page.
const pageSize = 256

type page struct {
	labels   [pageSize]label
	gathered []int64 // of label l of the page, experience e: gathered[l*work+e]
}

// label is a partial schedule. What its state alone says stands in its group.
type label struct {
	time, short int64
	offered     uint64 // the jobs that were open when the label was made, or had opened before
	group       int32
	next        int32 // in the group; -1
	parent      int32
	terms       int32 // what is committed to
	used        int32 // jobs that studies go beside; kept only where plans of equal vectors are told apart
	acts        int32 // what was decided on in the step to this label
	refs        int32 // labels that follow on it, and one while it waits in the queue
	dead        bool
}

// group is the labels of one state.
type group struct {
	stateKey
	needed uint64 // experience that may still be asked for
	first  int32  // -1
	size   int32
}

// stateKey is what labels must share to be compared.
type stateKey struct {
	decided, done bitset // an item that is decided but not done waits for a job to open
	committed     uint64
}

// What is kept costs these bytes; a label with its place in the queue, a group with its place in the table.
const (
	labelBytes  = 64 + 16
	amountBytes = 8
	groupBytes  = 88 + 8
)

// reset makes the store empty, for labels with so many amounts of experience.
func (s *store) reset(work int) {
	s.work, s.labels, s.free, s.states = work, 0, s.free[:0], 0
	s.meter.hold(-s.held)
	s.held = 0
	s.table = append(s.table[:0], make([]int32, 64)...)
}

func (s *store) hold(bytes int) {
	s.held += int64(bytes)
	s.meter.hold(int64(bytes))
}

func (s *store) at(l int32) *label { return &s.pages[l/pageSize].labels[l%pageSize] }

func (s *store) group(g int32) *group { return &s.groups[g/pageSize][g%pageSize] }

// gatheredBy is what the studies of a label have given of each experience.
func (s *store) gatheredBy(l int32) []int64 {
	at := int(l%pageSize) * s.work
	return s.pages[l/pageSize].gathered[at : at+s.work]
}

// add keeps a label at a free place.
func (s *store) add(l label, gathered []int64) (at int32) {
	s.hold(labelBytes + amountBytes*s.work)
	if n := len(s.free); n > 0 {
		at, s.free = s.free[n-1], s.free[:n-1]
	} else {
		at = s.labels
		s.labels++
		if int(at/pageSize) == len(s.pages) {
			s.pages = append(s.pages, &page{})
		}
		if p := s.pages[at/pageSize]; at%pageSize == 0 && len(p.gathered) < pageSize*s.work {
			p.gathered = make([]int64, pageSize*s.work)
		}
	}
	*s.at(at) = l
	copy(s.gatheredBy(at), gathered)
	if l.parent >= 0 {
		s.at(l.parent).refs++
	}
	return at
}

// leave ends one use of a label. A dead one without use makes room, and is no longer a use of the one before.
func (s *store) leave(at int32) {
	for at >= 0 {
		l := s.at(at)
		l.refs--
		if !l.dead || l.refs > 0 {
			return
		}
		s.drop(at)
		at = l.parent
	}
}

// kill marks a label that is dominated and was taken out of its group.
func (s *store) kill(at int32) {
	l := s.at(at)
	l.dead = true
	if l.refs == 0 {
		s.drop(at)
		s.leave(l.parent)
	}
}

func (s *store) drop(at int32) {
	s.free = append(s.free, at)
	s.hold(-labelBytes - amountBytes*s.work)
}

// find gives the group of a state; fresh tells that it is new.
func (s *store) find(key *stateKey) (g int32, fresh bool) {
	if 4*int(s.states) >= 3*len(s.table) {
		s.grow()
	}
	slot := s.slot(key)
	if s.table[slot] > 0 {
		return s.table[slot] - 1, false
	}
	g = s.states
	s.states++
	s.hold(groupBytes)
	if int(g/pageSize) == len(s.groups) {
		s.groups = append(s.groups, new([pageSize]group))
	}
	*s.group(g) = group{stateKey: *key, first: -1}
	s.table[slot] = g + 1
	return g, true
}

// slot is where a state stands in the table, or would.
func (s *store) slot(key *stateKey) uint64 {
	mask := uint64(len(s.table) - 1)
	at := key.hash() & mask
	for s.table[at] > 0 && s.group(s.table[at]-1).stateKey != *key {
		at = (at + 1) & mask
	}
	return at
}

func (s *store) grow() {
	s.table = append(s.table[:0], make([]int32, 2*len(s.table))...)
	for g := range s.states {
		s.table[s.slot(&s.group(g).stateKey)] = g + 1
	}
}

// hash mixes the words of a state by multiplication (Fibonacci hashing).
func (k *stateKey) hash() uint64 {
	const golden = 0x9e3779b97f4a7c15
	h := k.committed * golden
	for w := range k.done {
		h = (h ^ h>>32 ^ k.decided[w]) * golden
		h = (h ^ h>>32 ^ k.done[w]) * golden
	}
	return h ^ h>>32
}

// paged is a list in pages, which are never moved.
type paged[T any] struct {
	pages []*[pageSize]T
	size  int32
}

func (p *paged[T]) at(i int32) *T { return &p.pages[i/pageSize][i%pageSize] }

func (p *paged[T]) add(x T) (at int32) {
	at = p.size
	if p.size++; int(at/pageSize) == len(p.pages) {
		p.pages = append(p.pages, new([pageSize]T))
	}
	*p.at(at) = x
	return at
}
