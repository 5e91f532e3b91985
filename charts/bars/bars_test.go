package bars

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestStatesOfASpreadsheet: quoted cells before the states, and what a spreadsheet adds, do not move the column.
func TestStatesOfASpreadsheet(t *testing.T) {
	for _, text := range []string{
		"id,value,states,record\na,1,top both,r\nb,2,both,r\n",
		"\ufeff\"id\",\"name\",\"value\",\"states\",\"record\"\r\n\"a\",\"gold, all of it\",1,\"top both\",\"r\"\r\n\"b\",\"x\",2,\"both\",\"r\"\r\n",
		"id;value;states;record\r\na;1;top both;r\r\nb;2;both;r\r\n",
	} {
		found, err := Find(fstest.MapFS{"charts/data/bars-gold.csv": {Data: []byte(text)}})
		if err != nil || len(found) != 1 || !slices.Equal(found[0].States(), []string{"top", "both"}) {
			t.Errorf("%q: %v, %v", text, found, err)
		}
	}
	for text, want := range map[string]string{
		"id,value,record\na,1,r\n":         `bars-gold.csv:1: column "states" is missing`,
		"id,value,states,record\na,1,,r\n": "bars-gold.csv: no row names a state",
	} {
		if _, err := Find(fstest.MapFS{"charts/data/bars-gold.csv": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
