package mutate

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
)

// Kept reads the outcomes of other parts from a file of Keep; a file that is not there has none.
func Kept(name string) ([]Outcome, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []Outcome
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var x Outcome
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, lines.Err()
}

// Keep adds outcomes to a file, so that a table can be made of several parts that were run one by one.
func Keep(name string, all []Outcome) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(f)
	for _, x := range all {
		x.Edits = nil
		if err := enc.Encode(x); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}
