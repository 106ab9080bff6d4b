package catalog

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/zstd"
)

// A snapshot is a catalog in one file that is read in a moment. It begins with a header:
//
//	8 bytes   "LATTICE\n"
//	4 bytes   the version of what follows, a big-endian number
//	8 bytes   how long the meaning is, a big-endian number
//	32 bytes  the digest
//
// Then comes the catalog's meaning, the very bytes of which the digest is the SHA-256, as one Zstandard frame; then, in
// 4 bytes, the CRC-32C of all that stands before it.
const (
	snapshotMagic   = "LATTICE\n"
	snapshotVersion = 1
	snapshotHeader  = len(snapshotMagic) + 4 + 8 + sha256.Size
)

// castagnoli is the polynomial of CRC-32C.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// SnapshotExtension is how the name of a snapshot's file ends.
const SnapshotExtension = ".lattice"

// MaxSnapshotBytes is how long the meaning within a snapshot may be.
const MaxSnapshotBytes = 256 << 20

const snapshotWindow = 8 << 20

// Snapshot is the catalog as the content of a file that [Load] reads in a moment. The same catalog has the same bytes. An
// overlay without the catalog that it changes has no snapshot.
func (c *Catalog) Snapshot() ([]byte, error) {
	if len(c.Infos) == 0 || c.Infos[0].Overlay {
		return nil, errors.New("an overlay is compiled together with the catalog that it changes: name that one first")
	}
	var meaning []byte
	c.meaning(func(part []byte) { meaning = append(meaning, part...) })
	return seal(meaning)
}

// seal makes a snapshot of a meaning.
func seal(meaning []byte) ([]byte, error) {
	if len(meaning) > MaxSnapshotBytes {
		return nil, fmt.Errorf("the catalog takes %d bytes before it is compressed; %d are allowed", len(meaning), MaxSnapshotBytes)
	}
	compressor, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1),
		zstd.WithEncoderCRC(false), zstd.WithWindowSize(snapshotWindow))
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(meaning)
	out := []byte(snapshotMagic)
	out = binary.BigEndian.AppendUint32(out, snapshotVersion)
	out = binary.BigEndian.AppendUint64(out, uint64(len(meaning)))
	out = append(out, digest[:]...)
	return signed(compressor.EncodeAll(meaning, out)), nil
}

// signed puts the checksum of content behind it.
func signed(content []byte) []byte {
	return binary.BigEndian.AppendUint32(content, crc32.Checksum(content, castagnoli))
}

// snapshot reads a snapshot, or reports what is wrong with it.
func (l *loader) snapshot(f *file, content []byte) {
	meaning, err := open(content)
	if err == nil {
		d := &decoder{loader: l, file: f, in: meaning}
		if d.catalog(); d.problem != nil {
			err = fmt.Errorf("holds what this program does not write: %w: %s", d.problem, again)
		}
	}
	if err != nil {
		l.broken = true
		l.report(Finding{File: f.name, Message: err.Error()})
	}
}

const again = "compile it again from its YAML files"

// open gives the meaning within a snapshot, of which every byte was checked.
func open(content []byte) (string, error) {
	switch {
	case !bytes.HasPrefix(content, []byte(snapshotMagic)):
		return "", errors.New("is no snapshot of a catalog: name a file that careerlattice compile wrote")
	case len(content) < snapshotHeader+crc32.Size:
		return "", fmt.Errorf("is cut off after %d bytes: copy it again, or %s", len(content), again)
	}
	header := content[len(snapshotMagic):snapshotHeader]
	if version := binary.BigEndian.Uint32(header); version != snapshotVersion {
		return "", fmt.Errorf("is a snapshot of version %d; this program reads version %d: %s", version, snapshotVersion, again)
	}
	body := content[:len(content)-crc32.Size]
	if crc32.Checksum(body, castagnoli) != binary.BigEndian.Uint32(content[len(body):]) {
		return "", fmt.Errorf("is damaged or cut off: copy it again, or %s", again)
	}
	length := binary.BigEndian.Uint64(header[4:])
	if length > MaxSnapshotBytes {
		return "", fmt.Errorf("holds %d bytes; %d are allowed: %s", length, MaxSnapshotBytes, again)
	}
	meaning, err := expand(body[snapshotHeader:], int(length))
	if err != nil {
		return "", fmt.Errorf("is damaged (%w): copy it again, or %s", err, again)
	}
	if digest := sha256.Sum256(meaning); !bytes.Equal(digest[:], header[12:]) {
		return "", fmt.Errorf("is damaged: its digest should be %s and is %s: copy it again, or %s",
			hex.EncodeToString(header[12:]), hex.EncodeToString(digest[:]), again)
	}
	return string(meaning), nil
}

// expand gives what was compressed. It takes no more memory than there turns out to be to read.
func expand(compressed []byte, length int) ([]byte, error) {
	r, err := zstd.NewReader(bytes.NewReader(compressed), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(snapshotWindow))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out bytes.Buffer
	out.Grow(min(length, 64*len(compressed)) + bytes.MinRead)
	n, err := io.Copy(&out, io.LimitReader(r, int64(length)+1))
	switch {
	case err != nil:
		return nil, err
	case n != int64(length):
		return nil, fmt.Errorf("it should hold %d bytes", length)
	}
	return out.Bytes(), nil
}

// catalog reads a meaning.
func (d *decoder) catalog() {
	if d.string() != preamble || d.count() != format {
		d.fail("it is of another format than %d", format)
	}
	infos := decodeList(d, func(d *decoder) Info {
		var info Info
		decodeKeys(d, infoKeys, &info, nil)
		return info
	})
	if len(infos) == 0 || infos[0].Overlay || infos[0].ID == "" {
		d.fail("it has no catalog block")
		return
	}
	d.infos[d.file.input], d.blocks[d.file.input] = infos, keyed{}
	for _, s := range d.shelves() {
		if s.decode(d); d.problem != nil {
			return
		}
	}
	if d.in != "" {
		d.fail("%d bytes follow its end", len(d.in))
	}
	for _, s := range d.shelves() {
		if slug, found := s.dangling(); found {
			d.fail("there is no %s %s", singular(s.name()), quote(slug))
		}
	}
}
