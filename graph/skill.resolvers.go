package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func (r *queryResolver) Skills(ctx context.Context, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Skill], error) {
	return page(listed("skills", r.catalog.Skills), first, after, last, before)
}

func (r *skillResolver) Careers(ctx context.Context, obj *catalog.Skill, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "careers", obj.Careers), first, after, last, before)
}

func (r *skillResolver) TaughtBy(ctx context.Context, obj *catalog.Skill, first *int, after *string, last *int, before *string) (*node.Connection[node.Credential], error) {
	return page(of(obj, "taughtBy", credentialsOf(obj.TaughtBy)), first, after, last, before)
}

func (r *Resolver) Skill() generated.SkillResolver { return &skillResolver{r} }

type skillResolver struct{ *Resolver }
