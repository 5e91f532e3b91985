// Package facts holds what may be stated: the claims of the report and public records, each with its sources. Nothing that
// a reader sees states a number, date or name that is not here.
package facts

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"

	"sahel-explainer/locales"
)

// Dir is the folder of the data inside the project.
const Dir = "charts/data"

// Source is a publication that a record rests on.
type Source struct {
	ID        string `toml:"-"`
	Publisher string `toml:"publisher"`
	Via       string `toml:"via"`   // the page that carried it, if it was not read at its publisher's
	Cites     string `toml:"cites"` // whom it quotes, parted by commas
	Form      string `toml:"form"`  // one of Forms, or empty for an ordinary article
	Title     string `toml:"title"`
	URL       string `toml:"url"`
	Date      string `toml:"date"`    // of publication, ISO, may be empty
	Lang      string `toml:"lang"`    // language of the page
	Literal   *bool  `toml:"literal"` // false: the title was derived from the address
	Party     string `toml:"party"`   // a side to the matter, or empty: the words for it stand under ui.party
	Line      int    `toml:"-"`       // of sources.toml
}

// Forms are what a source may be that is no ordinary article. The words for them stand under ui.source.form.
var Forms = []string{"copy", "summary", "machine", "script", "opinion"}

// Place is where something happened or stands. Precision is "point", "approximate" or "area"; only a point gets a sharp pin.
type Place struct {
	Name      string  `toml:"name"`
	Lat       float64 `toml:"lat"`
	Lon       float64 `toml:"lon"`
	Precision string  `toml:"precision"`
}

// Record is one statement that may be made: a claim of the report (ids r-…) or a public record. Texts in it are editors'
// notes in English, never shown to readers.
type Record struct {
	ID string `toml:"id"`
	// Claims of the report:
	Chapter  string `toml:"chapter"`
	Kind     string `toml:"kind"`  // fact, analysis, forecast, reported
	Check    string `toml:"check"` // confirmed, conflicts, not-found
	Fate     string `toml:"fate"`  // what became of it, where kind and check do not tell: one of Fates
	About    string `toml:"about"`
	Claimant string `toml:"claimant"`
	Note     string `toml:"note"`
	// Public records. Fact says country, period, metric, bound, value and unit in one line: see unfold.
	Fact       string             `toml:"fact"`
	Topic      string             `toml:"topic"`
	Country    string             `toml:"country"`
	Metric     string             `toml:"metric"`
	Unit       string             `toml:"unit"`
	Period     string             `toml:"period"`
	Value      *float64           `toml:"value"`
	Low        *float64           `toml:"low"`
	High       *float64           `toml:"high"`
	Text       string             `toml:"text"`
	Values     map[string]float64 `toml:"values"`
	Company    string             `toml:"company"`
	Mineral    string             `toml:"mineral"`
	Action     string             `toml:"action"`
	Amount     *float64           `toml:"amount"`
	AmountUnit string             `toml:"amount_unit"`
	Place      *Place             `toml:"place"`
	Caveat     string             `toml:"caveat"`
	Weak       bool               `toml:"weak"`
	// Figures are further numbers and dates of the record, by name, for the slots of the catalogues.
	Figures map[string]any `toml:"figures"`
	// Formula computes the value from other records; Round is how many digits behind the point it keeps (-3: whole thousands).
	Formula string `toml:"formula"`
	Round   int    `toml:"round"`
	// Bound is how far the value binds: one of Bounds, or empty for exact.
	Bound string `toml:"bound"`
	// Says is who says it, in the editors' English as Names are; Party, whether that is a side to the matter.
	Says  string `toml:"says"`
	Party bool   `toml:"party"`
	// Polarity is one of Polarities; Conflicts are records that say otherwise, and name this one.
	Polarity string `toml:"polarity"`
	// Bears are senses (ids of locales/senses.toml) that its sources bear out though the notes above do not say them: "north", "before".
	Bears []string `toml:"bears"`
	// Must is what the clauses on it have to say, each with the condition under which it has to be said: see locales/README.md.
	Must      []string `toml:"must"`
	Conflicts []string `toml:"conflicts"`
	// Open makes it an open question of ours: the id of the record that was found last. Its figure "searched" is when we last looked.
	Open string `toml:"open"`
	// Where is where in a source it stands, by the source's id: "article 65". The first word is one of Wheres.
	Where map[string]string `toml:"where"`
	// Rows is what the record says of rows that its own fields cannot: by data file (without ".csv"), row and column.
	Rows map[string]map[string]map[string]any `toml:"rows"`
	// Both:
	Date    string    `toml:"date"`
	Numbers []float64 `toml:"numbers"` // what a step may state on its strength
	Dates   []string  `toml:"dates"`
	Names   []string  `toml:"names"`
	Sources []string  `toml:"sources"`

	File string `toml:"-"`
	Line int    `toml:"-"`
}

// Claim reports whether the record is a claim of the report.
func (r *Record) Claim() bool { return r.Check != "" }

// Status is the hedge that readers are shown for a record: "confirmed", "assessment", "forecast", "claimed" (said by a
// party), "conflict" (sources differ), "public" (a public record).
func (r *Record) Status() string {
	switch {
	case r.Check == "conflicts":
		return "conflict"
	case !r.Claim():
		return "public"
	case r.Kind == "analysis":
		return "assessment"
	case r.Kind == "forecast":
		return "forecast"
	case r.Kind == "reported":
		return "claimed"
	case r.Check == "not-found":
		return "unchecked"
	}
	return "confirmed"
}

// Standing is Status as one statement has it that rests on the record: what a side says is its claim from whatever source it was read,
// and records that name each other as saying otherwise are in conflict.
func (r *Record) Standing() string {
	st := r.Status()
	switch {
	case len(r.Conflicts) > 0:
		return "conflict"
	case st == "public" && r.Party:
		return "claimed"
	}
	return st
}

// Store is all facts, read once.
type Store struct {
	sources map[string]Source
	records map[string]*Record
	order   []string
}

// Load reads sources.toml, claims.toml and records.toml. A record without a source, with an unknown source, or twice, is an
// error that names file, line and mend.
func Load(fsys fs.FS) (*Store, error) {
	s := &Store{sources: map[string]Source{}, records: map[string]*Record{}}
	var src struct {
		Source map[string]Source `toml:"source"`
	}
	text, err := decode(fsys, Dir+"/sources.toml", &src)
	if err != nil {
		return nil, err
	}
	heads := linesOf(text)
	for id, x := range src.Source {
		x.ID, x.Line = id, heads["[source."+id+"]"]
		u, err := url.Parse(x.URL)
		if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
			return nil, fmt.Errorf("%s:%d: source %q: address %q is not http(s); mend url", Dir+"/sources.toml", x.Line, id, x.URL)
		}
		if x.Publisher == "" || x.Title == "" {
			return nil, fmt.Errorf("%s:%d: source %q lacks publisher or title; add it", Dir+"/sources.toml", x.Line, id)
		}
		if x.Form != "" && !slices.Contains(Forms, x.Form) {
			return nil, fmt.Errorf("%s:%d: source %q has the form %q; use one of %s", Dir+"/sources.toml", x.Line, id, x.Form, strings.Join(Forms, ", "))
		}
		if strings.ContainsAny(x.Publisher, "()") {
			return nil, fmt.Errorf("%s:%d: publisher %q of source %q holds a bracket; say via, cites or form instead", Dir+"/sources.toml", x.Line, x.Publisher, id)
		}
		s.sources[id] = x
	}
	for _, name := range []string{"claims.toml", "records.toml"} {
		file := Dir + "/" + name
		var recs struct {
			Record []*Record `toml:"record"`
		}
		text, err := decode(fsys, file, &recs)
		if err != nil {
			return nil, err
		}
		lines := linesOf(text)
		for _, r := range recs.Record {
			r.File, r.Line = file, lines[fmt.Sprintf("id = %q", r.ID)]
			if _, ok := s.records[r.ID]; ok || r.ID == "" {
				return nil, fmt.Errorf("%s:%d: record %q stands twice or has no id; give each one of its own", file, r.Line, r.ID)
			}
			// A claim of the report that nothing public speaks for or against has the report itself as its only source.
			if len(r.Sources) == 0 && r.Check != "not-found" && r.Formula == "" && r.Topic != "search" {
				return nil, fmt.Errorf("%s:%d: record %q has no source; add one to sources or remove the record", file, r.Line, r.ID)
			}
			for _, id := range r.Sources {
				if _, ok := s.sources[id]; !ok {
					return nil, fmt.Errorf("%s:%d: record %q names source %q, which %s/sources.toml lacks; add it there", file, r.Line, r.ID, id, Dir)
				}
			}
			if err := errors.Join(r.unfold(), r.gather()); err != nil {
				return nil, fmt.Errorf("%s:%d: %w; mend it there", file, r.Line, err)
			}
			s.records[r.ID] = r
			s.order = append(s.order, r.ID)
		}
	}
	if err := s.compute(fsys); err != nil {
		return nil, err
	}
	return s, s.whole()
}

func decode(fsys fs.FS, file string, into any) (string, error) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return "", err
	}
	meta, err := toml.Decode(string(text), into)
	if err != nil {
		if pe, ok := err.(toml.ParseError); ok {
			return "", fmt.Errorf("%s:%d: %s; mend the TOML there", file, pe.Position.Line, pe.Message)
		}
		return "", fmt.Errorf("%s: %w", file, err)
	}
	if un := meta.Undecoded(); len(un) > 0 {
		return "", fmt.Errorf("%s: unknown key %q; remove or rename it", file, un[0])
	}
	var all any
	if _, err := toml.Decode(string(text), &all); err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	if err := checkStrings(all); err != nil {
		return "", fmt.Errorf("%s: %w", file, err)
	}
	return string(text), nil
}

// checkStrings holds every string of a decoded file to what a catalogue's words are held to.
func checkStrings(v any) error {
	switch v := v.(type) {
	case string:
		if err := locales.CheckText(v); err != nil {
			return fmt.Errorf("the text %.40q %w", v, err)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) { // the same fault first each time
			if err := checkStrings(v[k]); err != nil {
				return err
			}
		}
	case []map[string]any:
		for _, x := range v {
			if err := checkStrings(x); err != nil {
				return err
			}
		}
	case []any:
		for _, x := range v {
			if err := checkStrings(x); err != nil {
				return err
			}
		}
	}
	return nil
}

// linesOf tells where each line of a text stands first, counted from one.
func linesOf(text string) map[string]int {
	at, n := map[string]int{}, 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if line = strings.TrimSpace(line); at[line] == 0 {
			at[line] = n
		}
	}
	return at
}

// Record finds a record by id.
func (s *Store) Record(id string) (*Record, error) {
	r, ok := s.records[id]
	if !ok {
		return nil, fmt.Errorf("no record %q in %s; add it or cite another", id, Dir)
	}
	return r, nil
}

// Source finds a source by id.
func (s *Store) Source(id string) (Source, bool) { x, ok := s.sources[id]; return x, ok }

// Sources lists all sources, by id.
func (s *Store) Sources() []Source {
	out := make([]Source, 0, len(s.sources))
	for _, id := range slices.Sorted(maps.Keys(s.sources)) {
		out = append(out, s.sources[id])
	}
	return out
}

// Records lists all records in the order of the files.
func (s *Store) Records() []*Record {
	out := make([]*Record, 0, len(s.order))
	for _, id := range s.order {
		out = append(out, s.records[id])
	}
	return out
}

// SourcesOf lists the different sources of some records, by publisher, then date.
func (s *Store) SourcesOf(records []string) ([]Source, error) {
	seen := map[string]bool{}
	var out []Source
	for _, id := range records {
		r, err := s.Record(id)
		if err != nil {
			return nil, err
		}
		for _, x := range r.Sources {
			if !seen[x] {
				seen[x] = true
				out = append(out, s.sources[x])
			}
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Publisher != b.Publisher {
			return a.Publisher < b.Publisher
		}
		if a.Date != b.Date {
			return a.Date < b.Date
		}
		return a.ID < b.ID
	})
	return out, nil
}
