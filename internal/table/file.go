package table

import (
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// File is one file of a place.
type File struct {
	// Name is the file's name without its folder; within an archive "archive.zip/file.txt".
	Name string
	// Path is the file as the reader of a message knows it.
	Path string

	base string  // the name in lower case, without archive and ".gz"
	kind storage // how the file is stored
	open func() (io.ReadCloser, error)
}

// storage says how a file is stored; the lower is preferred where a file is there twice.
type storage int

const (
	plain storage = iota
	gzipped
	zipped
)

func onDisk(name string) File {
	base := filepath.Base(name)
	f := File{Name: base, Path: name, base: strings.ToLower(base)}
	f.open = func() (io.ReadCloser, error) { return os.Open(name) }
	if short, ok := strings.CutSuffix(f.base, ".gz"); ok {
		f.base, f.kind = short, gzipped
		f.open = func() (io.ReadCloser, error) { return openGzipped(name) }
	}
	return f
}

func openZipped(archive, name string) (io.ReadCloser, error) {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, err
	}
	for _, f := range z.File {
		if f.Name == name {
			body, err := f.Open()
			if err != nil {
				return nil, errors.Join(err, z.Close())
			}
			return both{body, z}, nil
		}
	}
	return nil, errors.Join(errChanged, z.Close())
}

var errChanged = errors.New("the archive has changed while it was read")

func openGzipped(name string) (io.ReadCloser, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	body, err := gzip.NewReader(file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return both{body, file}, nil
}

// both closes the file beside what unpacks it.
type both struct {
	io.ReadCloser
	file io.Closer
}

func (b both) Close() error { return errors.Join(b.ReadCloser.Close(), b.file.Close()) }

// MaxText is how many bytes a file may have unpacked.
const MaxText = 256 << 20

// Open opens the file, unpacked. Reading beyond [MaxText] is an error.
func (f File) Open() (io.ReadCloser, error) {
	body, err := f.open()
	if err != nil {
		return nil, err
	}
	return &limited{body, MaxText, MaxText}, nil
}

// limited fails where a file is longer than it may be.
type limited struct {
	io.ReadCloser
	left, limit int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("the file has more than %d MB unpacked: this is not the publisher's file", l.limit>>20)
	}
	n, err := l.ReadCloser.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}
