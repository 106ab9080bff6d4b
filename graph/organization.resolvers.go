package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func (r *organizationResolver) Credentials(ctx context.Context, obj *catalog.Organization, first *int, after *string, last *int, before *string) (*node.Connection[node.Credential], error) {
	return page(of(obj, "credentials", credentialsOf(obj.Credentials)), first, after, last, before)
}

func (r *queryResolver) Organizations(ctx context.Context, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Organization], error) {
	return page(listed("organizations", r.catalog.Organizations), first, after, last, before)
}

func (r *Resolver) Organization() generated.OrganizationResolver { return &organizationResolver{r} }

type organizationResolver struct{ *Resolver }
