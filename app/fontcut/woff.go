package fontcut

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
	"math/bits"
)

var errWOFF = errors.New("the font is no whole WOFF file")

// fromWOFF gives the TrueType file that a WOFF file (version 1) packs.
func fromWOFF(b []byte) ([]byte, error) {
	be := binary.BigEndian
	n := int(be.Uint16(b[12:]))
	if n == 0 || len(b) < 44+20*n {
		return nil, errWOFF
	}
	top := bits.Len(uint(n)) - 1
	out := append([]byte{}, b[4:8]...)
	for _, v := range []int{n, 16 << top, top, 16*n - 16<<top} {
		out = be.AppendUint16(out, uint16(v))
	}
	place := 12 + 16*n
	var body []byte
	for i := range n {
		e := b[44+20*i:]
		at, packed, size := int(be.Uint32(e[4:])), int(be.Uint32(e[8:])), int(be.Uint32(e[12:]))
		if at+packed > len(b) || packed > size || size > 64<<20 {
			return nil, errWOFF
		}
		table := b[at : at+packed]
		if packed < size {
			r, err := zlib.NewReader(bytes.NewReader(table))
			if err != nil {
				return nil, errWOFF
			}
			if table, err = io.ReadAll(io.LimitReader(r, int64(size)+1)); err != nil || len(table) != size {
				return nil, errWOFF
			}
		}
		out = append(append(out, e[:4]...), e[16:20]...)
		out = be.AppendUint32(out, uint32(place+len(body)))
		out = be.AppendUint32(out, uint32(size))
		body = append(body, table...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...), nil
}
