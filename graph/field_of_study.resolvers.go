package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func (r *fieldOfStudyResolver) SameProgram(ctx context.Context, obj *catalog.Field, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Field], error) {
	return page(of(obj, "sameProgram", r.catalog.SameProgram(obj)), first, after, last, before)
}

func (r *fieldOfStudyResolver) Credentials(ctx context.Context, obj *catalog.Field, first *int, after *string, last *int, before *string) (*node.Connection[node.Credential], error) {
	return page(of(obj, "credentials", credentialsOf(obj.Credentials)), first, after, last, before)
}

func (r *queryResolver) FieldsOfStudy(ctx context.Context, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Field], error) {
	return page(listed("fieldsOfStudy", r.catalog.Fields), first, after, last, before)
}

func (r *Resolver) FieldOfStudy() generated.FieldOfStudyResolver { return &fieldOfStudyResolver{r} }

type fieldOfStudyResolver struct{ *Resolver }
