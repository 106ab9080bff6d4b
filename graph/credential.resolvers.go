package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

func (r *certificateResolver) RequiredBy(ctx context.Context, obj *node.Certificate, first *int, after *string, last *int, before *string) (*node.Connection[catalog.Node], error) {
	return page(of(obj, "requiredBy", nodesOf(r.catalog.RequiredBy(obj.Credential))), first, after, last, before)
}

func (r *certificateResolver) RecommendedBy(ctx context.Context, obj *node.Certificate, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "recommendedBy", obj.RecommendedBy), first, after, last, before)
}

func (r *certificateResolver) Plan(ctx context.Context, obj *node.Certificate, to string, optimize []planner.Criterion, constraints *planner.ConstraintsInput) (planner.Result, error) {
	return r.askHolding(ctx, obj.ID(), to, optimize, constraints)
}

func (r *certificationResolver) RequiredBy(ctx context.Context, obj *node.Certification, first *int, after *string, last *int, before *string) (*node.Connection[catalog.Node], error) {
	return page(of(obj, "requiredBy", nodesOf(r.catalog.RequiredBy(obj.Credential))), first, after, last, before)
}

func (r *certificationResolver) RecommendedBy(ctx context.Context, obj *node.Certification, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "recommendedBy", obj.RecommendedBy), first, after, last, before)
}

func (r *certificationResolver) Plan(ctx context.Context, obj *node.Certification, to string, optimize []planner.Criterion, constraints *planner.ConstraintsInput) (planner.Result, error) {
	return r.askHolding(ctx, obj.ID(), to, optimize, constraints)
}

func (r *degreeResolver) RequiredBy(ctx context.Context, obj *node.Degree, first *int, after *string, last *int, before *string) (*node.Connection[catalog.Node], error) {
	return page(of(obj, "requiredBy", nodesOf(r.catalog.RequiredBy(obj.Credential))), first, after, last, before)
}

func (r *degreeResolver) RecommendedBy(ctx context.Context, obj *node.Degree, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "recommendedBy", obj.RecommendedBy), first, after, last, before)
}

func (r *degreeResolver) Plan(ctx context.Context, obj *node.Degree, to string, optimize []planner.Criterion, constraints *planner.ConstraintsInput) (planner.Result, error) {
	return r.askHolding(ctx, obj.ID(), to, optimize, constraints)
}

func (r *licenseResolver) RequiredBy(ctx context.Context, obj *node.License, first *int, after *string, last *int, before *string) (*node.Connection[catalog.Node], error) {
	return page(of(obj, "requiredBy", nodesOf(r.catalog.RequiredBy(obj.Credential))), first, after, last, before)
}

func (r *licenseResolver) RecommendedBy(ctx context.Context, obj *node.License, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "recommendedBy", obj.RecommendedBy), first, after, last, before)
}

func (r *licenseResolver) Plan(ctx context.Context, obj *node.License, to string, optimize []planner.Criterion, constraints *planner.ConstraintsInput) (planner.Result, error) {
	return r.askHolding(ctx, obj.ID(), to, optimize, constraints)
}

func (r *queryResolver) Credential(ctx context.Context, id string) (node.Credential, error) {
	c, err := one[*catalog.Credential](r.Resolver, catalog.Credentials, id, "id")
	if err != nil {
		return nil, err
	}
	return node.CredentialOf(c), nil
}

func (r *queryResolver) Credentials(ctx context.Context, filter *node.CredentialFilter, first *int, after *string, last *int, before *string) (*node.Connection[node.Credential], error) {
	credentials, err := r.filteredCredentials(filter)
	if err != nil {
		return nil, joined(err, sizes(first, last))
	}
	return page(listed("credentials", credentials), first, after, last, before)
}

func (r *queryResolver) Degrees(ctx context.Context, level *catalog.Level, field *string, first *int, after *string, last *int, before *string) (*node.Connection[node.Degree], error) {
	degrees, err := r.filteredDegrees(level, field)
	if err != nil {
		return nil, joined(err, sizes(first, last))
	}
	return page(listed("degrees", degrees), first, after, last, before)
}

func (r *queryResolver) Certifications(ctx context.Context, first *int, after *string, last *int, before *string) (*node.Connection[node.Certification], error) {
	return page(listed("certifications", r.certifications), first, after, last, before)
}

func (r *Resolver) Certificate() generated.CertificateResolver { return &certificateResolver{r} }

func (r *Resolver) Certification() generated.CertificationResolver { return &certificationResolver{r} }

func (r *Resolver) Degree() generated.DegreeResolver { return &degreeResolver{r} }

func (r *Resolver) License() generated.LicenseResolver { return &licenseResolver{r} }

type (
	certificateResolver   struct{ *Resolver }
	certificationResolver struct{ *Resolver }
	degreeResolver        struct{ *Resolver }
	licenseResolver       struct{ *Resolver }
)
