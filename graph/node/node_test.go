package node

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"careerlattice/internal/catalog"
)

func TestCredentialOf(t *testing.T) {
	for _, kind := range catalog.Kinds() {
		c := &catalog.Credential{Entry: catalog.Entry{Collection: catalog.Credentials, Slug: "x"}, Kind: kind, Level: catalog.LevelMasters}
		got := Of(c)
		var is catalog.Kind
		switch got.(type) {
		case Degree:
			is = catalog.KindDegree
		case Certificate:
			is = catalog.KindCertificate
		case Certification:
			is = catalog.KindCertification
		case License:
			is = catalog.KindLicense
		}
		if is != kind {
			t.Errorf("%v becomes %T", kind, got)
		}
		if got.ID() != "credentials/x" || catalog.EntryOf(got) != &c.Entry {
			t.Errorf("%T is not its credential", got)
		}
		if level := CredentialOf(c).(interface{ Level() *catalog.Level }).Level(); level == nil || *level != catalog.LevelMasters {
			t.Errorf("%T has level %v", got, level)
		}
	}
	if level := DegreeOf(&catalog.Credential{}).Level(); level != nil {
		t.Errorf("no level is %v", *level)
	}
	career := &catalog.Career{}
	if Of(career) != catalog.Node(career) {
		t.Error("a career becomes another")
	}
}

func TestCatalog(t *testing.T) {
	c := Catalog{&catalog.Catalog{Infos: []catalog.Info{
		{ID: "a", Title: "A", Version: "1", Currency: "USD"}, {ID: "b", Currency: "USD", Version: "2"},
	}, Careers: make([]*catalog.Career, 3)}}
	if c.ID() != "a+b" || c.Title() != "A + b" || c.Version() != "1+2" || c.Currency() != "USD" {
		t.Errorf("%q %q %q %q", c.ID(), c.Title(), c.Version(), c.Currency())
	}
	if counts := c.Counts(); len(counts) != len(Kinds) || counts[0] != (Count{catalog.Careers, 3}) || counts[1].Count != 0 {
		t.Errorf("%v", counts)
	}
}

func TestInt(t *testing.T) {
	for _, v := range []any{int64(-1 << 31), int64(1<<31 - 1), json.Number("12"), int64(0)} {
		if _, err := UnmarshalInt(v); err != nil {
			t.Errorf("%v: %v", v, err)
		}
	}
	for _, v := range []any{int64(1 << 31), int64(-1<<31 - 1), json.Number("1.0"), json.Number("1e3"), "5", 1.0, true, nil, []any{}} {
		if i, err := UnmarshalInt(v); err == nil {
			t.Errorf("%#v is %d", v, i)
		}
	}
	for i, want := range map[int]string{5: "5", -1 << 31: "-2147483648", 1 << 31: "null", -1<<31 - 1: "null"} {
		if got := text(MarshalInt(i)); got != want {
			t.Errorf("%d is written %s", i, got)
		}
	}
}

func TestText(t *testing.T) {
	for in, want := range map[catalog.Text]string{"": "null", "a \"b\"": `"a \"b\""`} {
		if got := text(MarshalText(in)); got != want {
			t.Errorf("%q is written %s", in, got)
		}
	}
	if got, err := UnmarshalText("x"); err != nil || got != "x" {
		t.Errorf("%q %v", got, err)
	}
	if got, err := UnmarshalText(nil); err != nil || got != "" {
		t.Errorf("%q %v", got, err)
	}
	if _, err := UnmarshalText([]any{}); err == nil {
		t.Error("a list is text")
	}
}

func text(m graphql.Marshaler) string {
	var b bytes.Buffer
	m.MarshalGQL(&b)
	return b.String()
}
