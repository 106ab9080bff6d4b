package graph

import (
	"slices"
	"testing"
	"testing/fstest"

	"careerlattice/internal/catalog"
)

// TestLevels tells which careers need a credential above a level: themselves, through experience, through routes.
func TestLevels(t *testing.T) {
	const world = `
catalog: {format: 1, id: x}
credentials:
  - {id: hs, kind: degree, level: high-school, name: HS}
  - {id: ba, kind: degree, level: bachelors, name: BA, routes: [{requires: {credential: hs}, months: 1, cost: 0}]}
  - {id: md, kind: degree, level: doctoral, name: MD, routes: [{requires: {level: bachelors}, months: 1, cost: 0}]}
  - {id: permit, kind: license, name: Permit, routes: [{requires: {credential: md}, months: 0, cost: 0}]}
  - {id: badge, kind: certification, name: Badge, routes: [{requires: {credential: md}, months: 0, cost: 0}, {requires: {experience: {months: 1, in: [free]}}, months: 0, cost: 0}]}
  - {id: loop, kind: certification, name: Loop, routes: [{requires: {credential: loop}, months: 0, cost: 0}]}
careers:
  - {id: free, name: Free}
  - {id: school, name: School, requires: {level: high-school}}
  - {id: college, name: College, requires: {any: [{credential: ba}, {credential: md}]}}
  - {id: either, name: Either, requires: {any: [{credential: md}, {experience: {months: 9, in: [school]}}]}}
  - {id: doctor, name: Doctor, requires: {credential: permit}}
  - {id: after, name: After, requires: {experience: {months: 9, in: [doctor]}}}
  - {id: badged, name: Badged, requires: {credential: badge}}
  - {id: two, name: Two, requires: {some: {count: 2, of: [{credential: ba}, {credential: permit}, {credential: badge}]}}}
  - {id: circle, name: Circle, requires: {credential: loop}}
  - {id: never, name: Never, requires: {any: []}}
  - {id: any, name: Any, requires: {all: [{experience: {months: 3}}, {level: associate}]}}
`
	c := load(t, catalog.Input{Files: fstest.MapFS{"world.yaml": {Data: []byte(world)}}})
	needs := needsOf(c)
	want := map[catalog.Level][]string{
		catalog.LevelHighSchool: {"after", "any", "college", "doctor", "two"},
		catalog.LevelAssociate:  {"after", "any", "college", "doctor", "two"},
		catalog.LevelBachelors:  {"after", "doctor"},
		catalog.LevelMasters:    {"after", "doctor"},
		catalog.LevelDoctoral:   nil,
	}
	for level, slugs := range want {
		var got []string
		for _, career := range c.Careers {
			if needs.above(level, career) {
				got = append(got, career.Slug)
			}
		}
		if !slices.Equal(got, slugs) {
			t.Errorf("above %v: %v, want %v", level, got, slugs)
		}
	}
}
