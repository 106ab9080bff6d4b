package importer

import (
	"strings"

	"careerlattice/internal/bls"
)

// relate takes O*NET's relatedness both ways: it measures how similar the work is, so it has no direction.
func (b *builder) relate() {
	b.related = map[*occupation]map[*occupation]relation{}
	add := func(from, to *occupation, how relation) {
		if b.related[from] == nil {
			b.related[from] = map[*occupation]relation{}
		}
		if known, ok := b.related[from][to]; !ok || how < known {
			b.related[from][to] = how
		}
	}
	for _, r := range b.Occupations.Related {
		from, to := b.byCode[string(r.From)], b.byCode[string(r.To)]
		if from == nil || to == nil || !from.planned() || !to.planned() {
			continue
		}
		add(from, to, relationOf[r.Tier])
		add(to, from, relationOf[r.Tier])
	}
	pairs := 0
	for _, to := range b.related {
		pairs += len(to)
	}
	b.report.count("related pairs, directed", len(b.Occupations.Related), 18460)
	b.report.count("related pairs, undirected", pairs/2, 13259)
}

// manyCodes is from how many codes on a handbook page says too little of each.
const manyCodes = 4

// promote takes the promotions that BLS's handbook links: "advancement" from the page to another, "experience from" the
// reverse. Where one of the pages stands for many codes, or the target is a specialty, O*NET must relate the two as well.
func (b *builder) promote() {
	b.promotion = map[*occupation]map[*occupation]bool{}
	if b.Handbook == nil {
		return
	}
	pages := map[string][]*occupation{}
	var joined join
	on := map[*occupation]bool{}
	for _, p := range b.Handbook.Pages {
		for _, code := range p.Codes {
			o := b.byCode[code]
			if o == nil {
				continue
			}
			on[o] = true
			if o.planned() {
				pages[p.Slug] = append(pages[p.Slug], o)
			}
		}
	}
	for _, o := range b.all {
		joined.count(o, on[o])
	}
	b.report.join("Occupational Outlook Handbook pages", joined, 700, 0)
	links := 0
	for _, l := range b.Handbook.Links {
		from, to := l.From, l.To
		switch {
		case !l.HasPage || l.Relation == bls.Similar:
			continue
		case l.Relation == bls.ExperienceFrom:
			from, to = to, from
		}
		links++
		for _, low := range pages[from] {
			for _, high := range pages[to] {
				b.promoteOne(low, high, max(len(pages[from]), len(pages[to])) > manyCodes)
			}
		}
	}
	b.report.count("promotions between handbook pages", links, 0)
}

// promoteOne records a promotion, unless it says too little. Nobody is promoted from a postsecondary teacher's page to all of
// management.
func (b *builder) promoteOne(low, high *occupation, many bool) {
	_, related := b.related[high][low]
	vague := many || !strings.HasSuffix(high.code, ".00")
	if low == high || vague && !related || low.in("25-1") && high.in("11-1") {
		return
	}
	if b.promotion[high] == nil {
		b.promotion[high] = map[*occupation]bool{}
	}
	b.promotion[high][low] = true
}
