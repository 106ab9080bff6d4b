package pareto

import (
	"errors"
	"testing"
)

// TestStore: what is kept is found again; a label that is dead makes room once nothing follows on it, and a reset for all.
func TestStore(t *testing.T) {
	m := newMeter(t.Context(), 1, Question{Budget: 1 << 20})
	s := &store{meter: m}
	for round := range 3 {
		s.reset(round)
		for k := range 1000 {
			key := stateKey{committed: uint64(k)}
			key.decided.add(k % mostChosen)
			g, fresh := s.find(&key)
			again, twice := s.find(&key)
			if !fresh || twice || again != g || s.group(g).stateKey != key {
				t.Fatalf("state %d is group %d, then %d; new %v, %v", k, g, again, fresh, twice)
			}
		}
		first := s.add(label{parent: -1, refs: 1}, make([]int64, round))
		second := s.add(label{parent: first, refs: 1}, make([]int64, round))
		held := m.held
		s.kill(first)
		s.leave(first)
		if m.held != held {
			t.Error("a label made room while another follows on it")
		}
		s.kill(second)
		s.leave(second)
		if want := held - 2*int64(labelBytes+amountBytes*round); m.held != want {
			t.Errorf("%d bytes are held, want %d", m.held, want)
		}
		if at := s.add(label{parent: -1}, make([]int64, round)); at != first && at != second {
			t.Errorf("a label is kept at %d, not where there is room", at)
		}
	}
	s.reset(0)
	if m.held != 0 {
		t.Errorf("%d bytes are held by nothing", m.held)
	}
	m.room = 10 * labelBytes
	err := halted(func() {
		for range 11 {
			s.add(label{parent: -1}, nil)
		}
	})
	if !errors.Is(err, errBudget) {
		t.Errorf("too many labels: %v", err)
	}
}
