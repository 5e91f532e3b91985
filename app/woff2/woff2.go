// Package woff2 reads of a font for the web which characters it has drawings for.
package woff2

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// Coverage is the characters for which a font has a drawing.
type Coverage map[rune]bool

var errFont = errors.New("not a WOFF2 font")

// Read reads which characters a WOFF2 has drawings for: its cmap, which the format leaves as it is.
func Read(b []byte) (Coverage, error) {
	if len(b) < 48 || string(b[:4]) != "wOF2" || string(b[4:8]) == "ttcf" {
		return nil, errFont
	}
	tables := int(binary.BigEndian.Uint16(b[12:]))
	r := bytes.NewReader(b[48:])
	start, length, offset := -1, 0, 0
	for range tables {
		flags, err := r.ReadByte()
		if err != nil {
			return nil, errFont
		}
		tag, version := flags&63, flags>>6
		if tag == 63 {
			if _, err := r.Seek(4, io.SeekCurrent); err != nil {
				return nil, errFont
			}
		}
		size, err := base128(r)
		if err != nil {
			return nil, err
		}
		changed := version != 0
		if tag == 10 || tag == 11 { // glyf and loca are changed unless they say that they are not
			changed = version != 3
		}
		if changed {
			orig := size
			if size, err = base128(r); err != nil {
				return nil, err
			}
			if tag == 0 && orig != size {
				return nil, errFont
			}
		}
		if tag == 0 {
			start, length = offset, size
		}
		offset += size
	}
	if start < 0 {
		return nil, fmt.Errorf("%w: it has no cmap", errFont)
	}
	data, err := io.ReadAll(io.LimitReader(brotli.NewReader(io.LimitReader(r, int64(binary.BigEndian.Uint32(b[20:])))), 16<<20))
	if err != nil || len(data) < start+length {
		return nil, fmt.Errorf("%w: its data end early", errFont)
	}
	return readCmap(data[start : start+length])
}

func base128(r io.ByteReader) (int, error) {
	n := 0
	for range 5 {
		b, err := r.ReadByte()
		if err != nil {
			return 0, errFont
		}
		if n = n<<7 | int(b&127); b < 128 {
			return n, nil
		}
	}
	return 0, errFont
}

// readCmap reads the Unicode tables of a cmap, in the two formats that fonts for the web have.
func readCmap(b []byte) (Coverage, error) {
	out := Coverage{}
	u16 := func(at int) int {
		if at < 0 || at+2 > len(b) {
			return 0
		}
		return int(binary.BigEndian.Uint16(b[at:]))
	}
	u32 := func(at int) int { return u16(at)<<16 | u16(at+2) }
	for i := range u16(2) {
		platform, at := u16(4+8*i), u32(8+8*i)
		if platform != 0 && platform != 3 {
			continue
		}
		switch u16(at) {
		case 4:
			n := u16(at+6) / 2
			for s := range n {
				end, first := u16(at+14+2*s), u16(at+16+2*n+2*s)
				delta, place := u16(at+16+4*n+2*s), at+16+6*n+2*s
				for c := first; c <= end && c != 0xffff; c++ {
					g := c + delta
					if off := u16(place); off != 0 {
						if g = u16(place + off + 2*(c-first)); g != 0 {
							g += delta
						}
					}
					if g&0xffff != 0 {
						out[rune(c)] = true
					}
				}
			}
		case 12:
			for g := range min(u32(at+12), len(b)/12) {
				for c := u32(at + 16 + 12*g); c <= u32(at+20+12*g) && c <= 0x10ffff; c++ {
					out[rune(c)] = true
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: its cmap is empty or of an unknown format", errFont)
	}
	return out, nil
}

// InRange reports whether a CSS unicode-range holds a character; an empty one holds all.
func InRange(list string, c rune) bool {
	if strings.TrimSpace(list) == "" {
		return true
	}
	for _, part := range strings.Split(list, ",") {
		part = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(part)), "U+")
		from, to, ok := strings.Cut(part, "-")
		if !ok {
			from, to = strings.ReplaceAll(part, "?", "0"), strings.ReplaceAll(part, "?", "F")
		}
		lo, err1 := strconv.ParseInt(from, 16, 32)
		hi, err2 := strconv.ParseInt(to, 16, 32)
		if err1 == nil && err2 == nil && rune(lo) <= c && c <= rune(hi) {
			return true
		}
	}
	return false
}
