package facts

import (
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	goodSource = "[source.s]\npublisher = \"P\"\ntitle = \"T\"\nurl = \"https://x.example/\"\nlang = \"en\"\n"
	goodRecord = "[[record]]\nid = \"r\"\nsources = [\"s\"]\n"
	unseen     = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\x00"
)

func project(sources, records string) fstest.MapFS {
	return fstest.MapFS{Dir + "/sources.toml": {Data: []byte(sources)}, Dir + "/claims.toml": {Data: []byte(records)}, Dir + "/records.toml": {}}
}

// FuzzSources holds that sources and records are read or refused; what is read has a web address and nothing unseen.
func FuzzSources(f *testing.F) {
	f.Add(goodSource, goodRecord)
	f.Add(strings.Replace(goodSource, "https://x.example/", "javascript:hit()", 1), goodRecord)
	f.Add(strings.Replace(goodSource, "https://x.example/", `https://x.example/\" onclick=\"hit()`, 1), goodRecord)
	f.Add(strings.Replace(goodSource, `"T"`, `"\u202eT"`, 1), goodRecord)
	f.Add(goodSource, strings.Replace(goodRecord, `"s"`, `"none"`, 1))
	f.Add("[source]", "record = 1")
	f.Fuzz(func(t *testing.T, sources, records string) {
		s, err := Load(project(sources, records))
		if err != nil {
			return
		}
		for _, r := range s.Records() {
			r.Status()
			all, err := s.SourcesOf([]string{r.ID})
			if err != nil {
				t.Errorf("record %q: %v", r.ID, err)
			}
			for _, x := range all {
				u, err := url.Parse(x.URL)
				if err != nil || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(x.Title+x.Publisher, unseen) {
					t.Errorf("source %q was taken: %q %q", x.ID, x.URL, x.Title)
				}
			}
		}
	})
}

// FuzzCSV holds that a data file is read or refused; every row that is read has a source and nothing unseen.
func FuzzCSV(f *testing.F) {
	store, err := Load(project(goodSource, goodRecord))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"id,record\na,r\n", "\ufeffid,record\n\"=1+1\",r", "id,record\na\u202e,r", "id,id,record\n1,2,r", "record\n\n", "id,record\n\"", "id,record\na,none", "# x\nid,record\r\na,r r\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := store.ReadCSV(fstest.MapFS{Dir + "/x.csv": {Data: []byte(text)}}, "x.csv")
		if err != nil {
			return
		}
		for _, r := range rows {
			if len(r.Records()) == 0 {
				t.Errorf("a row without a source: %v", r.Cells)
			}
			for _, c := range r.Cells {
				if strings.ContainsAny(c, unseen) {
					t.Errorf("%q was taken", c)
				}
			}
		}
	})
}
