// Package node holds the Go types that the GraphQL schema needs beside the domain's own: credentials by kind, pages of
// lists, scalars and filters. Each is a thin view of an immutable domain value, so none needs a lock or a copy. It does not
// resolve, plan or check arguments.
package node

import (
	"strings"

	"careerlattice/internal/catalog"
)

// Node is anything with an id of its own: a [catalog.Node] as [Of] gives it, a *catalog.Source or a *planner.Plan.
type Node interface {
	// ID is the resource name, such as "careers/chief-medical-officer".
	ID() string
}

// Credential is a credential under the type that GraphQL knows it by: a [Degree], [Certificate], [Certification] or [License].
type Credential interface {
	catalog.Node
	credential() *catalog.Credential
}

type view struct{ *catalog.Credential }

func (c view) credential() *catalog.Credential { return c.Credential }

// Level is how high the credential stands; nil where it has no level.
func (c view) Level() *catalog.Level {
	if c.Credential.Level == catalog.LevelNone {
		return nil
	}
	return &c.Credential.Level
}

// Degree is a credential of the kind [catalog.KindDegree].
type Degree struct{ view }

// Certificate is a credential of the kind [catalog.KindCertificate].
type Certificate struct{ view }

// Certification is a credential of the kind [catalog.KindCertification].
type Certification struct{ view }

// License is a credential of the kind [catalog.KindLicense].
type License struct{ view }

// CredentialOf gives a credential the type of its kind.
func CredentialOf(c *catalog.Credential) Credential {
	switch c.Kind {
	case catalog.KindDegree:
		return Degree{view{c}}
	case catalog.KindCertificate:
		return Certificate{view{c}}
	case catalog.KindCertification:
		return Certification{view{c}}
	default:
		return License{view{c}}
	}
}

// DegreeOf gives a credential of the kind [catalog.KindDegree] its type.
func DegreeOf(c *catalog.Credential) Degree { return Degree{view{c}} }

// CertificationOf gives a credential of the kind [catalog.KindCertification] its type.
func CertificationOf(c *catalog.Credential) Certification { return Certification{view{c}} }

// Of gives a catalog node the type that GraphQL knows it by: credentials that of their kind, all others their own.
func Of(n catalog.Node) catalog.Node {
	if c, ok := n.(*catalog.Credential); ok {
		return CredentialOf(c)
	}
	return n
}

// Catalog is the catalog that is served. Of several catalogs read together it tells what each says of itself, joined.
type Catalog struct{ *catalog.Catalog }

// Service is what a router composes its graph with: the schema of the subgraph that this API is.
type Service struct{ SDL string }

// Kinds are the collections whose entries are catalog nodes, in the order in which they are counted.
var Kinds = []catalog.Collection{
	catalog.Careers, catalog.Credentials, catalog.Industries, catalog.Skills, catalog.Concentrations, catalog.Organizations, catalog.Fields,
}

// Count is a number of nodes of one kind.
type Count struct {
	Kind  catalog.Collection
	Count int
}

// ID is the catalog's own id.
func (c Catalog) ID() string {
	return c.joined("+", func(i catalog.Info) string { return i.ID })
}

// Title is what the catalog calls itself; its id where it has no title.
func (c Catalog) Title() string {
	return c.joined(" + ", func(i catalog.Info) string {
		if i.Title == "" {
			return i.ID
		}
		return i.Title
	})
}

// Version is the editors' version; empty where there is none.
func (c Catalog) Version() string {
	return c.joined("+", func(i catalog.Info) string { return i.Version })
}

// Currency is the currency of all amounts.
func (c Catalog) Currency() string {
	return c.joined("+", func(i catalog.Info) string { return i.Currency })
}

// Counts tells how many nodes of each kind there are, in the order of [Kinds].
func (c Catalog) Counts() []Count {
	of := map[catalog.Collection]int{
		catalog.Careers: len(c.Careers), catalog.Credentials: len(c.Credentials), catalog.Industries: len(c.Industries),
		catalog.Skills: len(c.Skills), catalog.Concentrations: len(c.Concentrations),
		catalog.Organizations: len(c.Organizations), catalog.Fields: len(c.Fields),
	}
	counts := make([]Count, len(Kinds))
	for i, kind := range Kinds {
		counts[i] = Count{kind, of[kind]}
	}
	return counts
}

// joined is what the catalogs say of themselves, each thing once.
func (c Catalog) joined(by string, say func(catalog.Info) string) string {
	var said []string
	seen := map[string]bool{"": true}
	for _, info := range c.Infos {
		if s := say(info); !seen[s] {
			seen[s] = true
			said = append(said, s)
		}
	}
	return strings.Join(said, by)
}
