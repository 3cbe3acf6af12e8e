package catalog

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"testing"
)

// jsonFile returns a catalog's file of data/ and what it holds.
func jsonFile(t testing.TB, id string) (text []byte, c *Catalog) {
	t.Helper()
	text, err := os.ReadFile("data/" + id + ".json")
	if err != nil {
		t.Fatal(err)
	}
	c = new(Catalog)
	if err := json.Unmarshal(text, c); err != nil {
		t.Fatal(err)
	}
	return text, c
}

func TestPackedFormHoldsEverything(t *testing.T) {
	for _, id := range IDs {
		text, want := jsonFile(t, id)
		packed, err := Pack(text)
		if err != nil {
			t.Fatal(id, err)
		}
		got, err := unpack(string(packed))
		if err != nil {
			t.Fatal(id, err)
		}
		gotJSON, _ := json.Marshal(got) // which does not tell an empty list from none
		wantJSON, _ := json.Marshal(want)
		if !bytes.Equal(gotJSON, wantJSON) {
			t.Errorf("%s: what is unpacked differs", id)
		}
	}
}

// Every field of the types is in the packed form: one that only the JSON has would
// be missing in the browser.
func TestPackedFormHasEveryField(t *testing.T) {
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			v.SetString("x")
		case reflect.Int:
			v.SetInt(7)
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fill(v.Index(0))
			fill(v.Index(1))
		case reflect.Pointer:
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).Tag.Get("json") != "-" {
					fill(v.Field(i))
				}
			}
		default:
			t.Fatalf("no value for a %s", v.Kind())
		}
	}
	want := new(Catalog)
	fill(reflect.ValueOf(want).Elem())
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := Pack(text)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := unpack(string(packed)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v (%v)\nwant %+v", got, err, want)
	}
}

func TestBrokenPackedForms(t *testing.T) {
	text, _ := jsonFile(t, "cls-clients")
	packed, err := Pack(text)
	if err != nil {
		t.Fatal(err)
	}
	for n := range packed {
		if _, err := unpack(string(packed[:n])); err == nil {
			t.Errorf("cut off after %d bytes, it is read", n)
		}
	}
	if _, err := unpack(string(packed) + "x"); err == nil {
		t.Error("with a byte more, it is read")
	}
	if _, err := Pack([]byte(`{"id":"a` + `\u001f` + `b"}`)); err == nil {
		t.Error("a text with the byte that ends fields is packed")
	}
}
