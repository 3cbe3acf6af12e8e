package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxListed bounds how many problems the error of [Parse] spells out.
const maxListed = 20

// Parse reads one catalog from JSON text and refuses one that is not fit to be
// shown: unknown or repeated fields, text after the catalog, and anything that
// [Catalog.Lint] reports. name, usually the file's, stands at the start of each
// line of the error, before the entry and the field.
func Parse(name string, text []byte) (*Catalog, error) {
	c, err := decodeStrictly(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if path := repeatedKey(text); path != "" {
		return nil, fmt.Errorf("%s: %s: stands twice", name, path)
	}
	if problems := c.Lint(); len(problems) > 0 {
		return nil, problemsError(name, problems)
	}
	return c, nil
}

// decodeStrictly decodes the entries one by one, for encoding/json does not say
// which element of an array holds an unknown field.
func decodeStrictly(text []byte) (*Catalog, error) {
	var file struct {
		Catalog
		Entries []json.RawMessage `json:"entries"` // hides Catalog.Entries
	}
	if err := decodeOne(text, &file); err != nil {
		return nil, err
	}
	c := &file.Catalog
	c.Entries = make([]Entry, len(file.Entries))
	for i, raw := range file.Entries {
		e := &c.Entries[i]
		if err := decodeOne(raw, e); err != nil {
			return nil, fmt.Errorf("entries[%d] (%d %q): %w", i, e.Status, e.Code, err)
		}
	}
	c.adopt()
	return c, nil
}

// decodeOne decodes the one JSON value that text must consist of.
func decodeOne(text []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("text after the catalog")
	}
	return nil
}

// repeatedKey returns the path of the first key of text that its object has
// already, or "". encoding/json keeps the last of the two without a word, also
// if they differ in case. text must have been decoded strictly before, which
// bounds how deep it nests.
func repeatedKey(text []byte) string {
	return repeatedKeyBelow(json.NewDecoder(bytes.NewReader(text)), "")
}

func repeatedKeyBelow(dec *json.Decoder, path string) string {
	switch open, _ := dec.Token(); open {
	case json.Delim('{'):
		seen := map[string]bool{}
		for dec.More() {
			token, _ := dec.Token()
			key, _ := token.(string)
			at := strings.TrimPrefix(path+"."+key, ".")
			folded := strings.ToLower(key)
			if seen[folded] {
				return at
			}
			seen[folded] = true
			if repeated := repeatedKeyBelow(dec, at); repeated != "" {
				return repeated
			}
		}
		dec.Token() // the closing brace
	case json.Delim('['):
		for i := 0; dec.More(); i++ {
			if repeated := repeatedKeyBelow(dec, fmt.Sprintf("%s[%d]", path, i)); repeated != "" {
				return repeated
			}
		}
		dec.Token() // the closing bracket
	}
	return ""
}

// problemsError lists the first problems, one a line.
func problemsError(name string, problems []string) error {
	var errs []error
	for i, p := range problems {
		if i == maxListed {
			errs = append(errs, fmt.Errorf("%s: %d problems more", name, len(problems)-i))
			break
		}
		errs = append(errs, fmt.Errorf("%s: %s", name, p))
	}
	return errors.Join(errs...)
}
