package cache

import (
	"bytes"
	"errors"
	"strconv"
)

// The bounds of a reply that are not those of a value.
const (
	maxReplyLine     = 64 << 10 // bytes
	maxReplyElements = 64 << 10
)

var errReply = errors.New("redis sent a reply that no server sends")

// replies watches the bytes that arrive on a connection, before the client sees them, for lengths that the client would
// make room for: it believes any length, and one of a terabyte would end the process. The stream of RESP is flat for
// this purpose: lines, some of which announce a text of so many bytes.
type replies struct {
	maxText int    // bytes
	line    []byte // the line so far
	skip    int    // bytes of a text that are still to come
}

// check looks at the bytes that have arrived next. After an error the connection is not to be read again.
func (r *replies) check(b []byte) error {
	for len(b) > 0 {
		if r.skip > 0 {
			n := min(r.skip, len(b))
			r.skip -= n
			b = b[n:]
			continue
		}
		end := bytes.IndexByte(b, '\n')
		if end < 0 {
			r.line = append(r.line, b...)
			return r.tooLong()
		}
		r.line = append(r.line, b[:end]...)
		b = b[end+1:]
		if err := r.lineEnds(); err != nil {
			return err
		}
		r.line = r.line[:0]
	}
	return nil
}

func (r *replies) tooLong() error {
	if len(r.line) > maxReplyLine {
		return errReply
	}
	return nil
}

// lineEnds takes in a whole line.
func (r *replies) lineEnds() error {
	line := bytes.TrimSuffix(r.line, []byte{'\r'})
	if len(line) == 0 {
		return r.tooLong()
	}
	switch line[0] {
	case '$', '=', '!': // a text
		n, err := strconv.Atoi(string(line[1:]))
		if err != nil || n > r.maxText {
			return errReply
		}
		if n >= 0 {
			r.skip = n + len("\r\n")
		}
		return nil
	case '*', '~', '>', '%', '|': // a list
		if n, err := strconv.Atoi(string(line[1:])); err != nil || n > maxReplyElements {
			return errReply
		}
		return nil
	default:
		return r.tooLong()
	}
}
