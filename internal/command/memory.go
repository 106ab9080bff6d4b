package command

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"runtime/debug"
)

const (
	// cachesOfRoom is which part of the memory that a process may still take its caches get. The rest is for what is being planned and
	// answered, and for garbage.
	cachesOfRoom = 4
	// parsedBytes is about how much memory a parsed document takes for each byte of its text.
	parsedBytes = 15
)

// fit makes the caches smaller where GOMEMLIMIT leaves less than they may take. It is called when the catalog has been read, before
// anything is cached. The runtime counts what it manages; the limit that somebody sets for a process is about all that it takes, so the
// pages of the program count too.
func (s *service) fit() {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return
	}
	debug.FreeOSMemory() // what reading the catalog left behind
	resident, program, err := residentBytes()
	if err != nil {
		s.log.Warn("GOMEMLIMIT is left to the runtime, and caches are not made smaller", "problem", err)
		return
	}
	debug.SetMemoryLimit(max(limit-program*5/4, 1)) // of which more will be needed
	wanted := s.settings.CacheBytes + s.settings.AnswerBytes + parsedBytes*int64(s.settings.MaxDocuments)
	room := max(limit-resident, 0) / cachesOfRoom
	if wanted <= room {
		return
	}
	s.share = float64(room) / float64(wanted)
	s.cache.Bound(s.shareOf(s.settings.CacheBytes))
	s.answers.Bound(s.shareOf(s.settings.AnswerBytes))
	s.log.Info("caches are smaller than they may be, so that the process stays below GOMEMLIMIT",
		"bytes", room, "set", wanted, "limit", limit, "taken", resident)
}

// shareOf is how much of what the settings allow a cache may take.
func (s *service) shareOf(set int64) int64 { return int64(s.share * float64(set)) }

// residentBytes is the memory that this process takes, and that part of it which holds pages of files: the program.
func residentBytes() (all, program int64, err error) {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, 0, err
	}
	var size int64
	if _, err := fmt.Fscan(bytes.NewReader(text), &size, &all, &program); err != nil {
		return 0, 0, fmt.Errorf("reading what memory is taken: %w", err)
	}
	page := int64(os.Getpagesize())
	return all * page, program * page, nil
}
