package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	apps "k8s.io/api/apps/v1"
	autoscaling "k8s.io/api/autoscaling/v2"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/yaml"
	strict "sigs.k8s.io/yaml"
)

// kustomization is what we use of kustomize's file.
type kustomization struct {
	APIVersion string   `json:"apiVersion"`
	Kind       string   `json:"kind"`
	Resources  []string `json:"resources"`
}

// manifests are the objects of a folder.
type manifests struct {
	*report
	deployment *apps.Deployment
	rest       map[string]runtime.Object // by file and number
}

// kubernetes reads every manifest strictly, and holds what they say of each other to be so.
func (r *report) kubernetes(folder string) {
	var k kustomization
	name := filepath.Join(folder, "kustomization.yaml")
	text, err := os.ReadFile(name)
	if err == nil {
		err = strict.UnmarshalStrict(text, &k)
	}
	if err != nil {
		r.wrong(name, "%v", err)
		return
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		r.wrong(folder, "%v", err)
	}
	m := &manifests{report: r, rest: map[string]runtime.Object{}}
	for _, file := range files {
		base := filepath.Base(file)
		if base == "kustomization.yaml" {
			continue
		}
		if !slices.Contains(k.Resources, base) {
			r.wrong(name, "%s is not among the resources", base)
		}
		m.read(file)
	}
	for _, resource := range k.Resources {
		if !slices.Contains(files, filepath.Join(folder, resource)) {
			r.wrong(name, "there is no %s", resource)
		}
	}
	if m.deployment == nil {
		r.wrong(folder, "there is no Deployment")
		return
	}
	m.pod()
	for place, object := range m.rest {
		m.check(place, object)
	}
}

// read reads the objects of one file; a field that Kubernetes does not know is an error.
func (m *manifests) read(file string) {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{apps.AddToScheme, autoscaling.AddToScheme, core.AddToScheme, networking.AddToScheme, policy.AddToScheme} {
		if err := add(scheme); err != nil {
			m.wrong(file, "%v", err)
		}
	}
	decoder := serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer()
	text, err := os.ReadFile(file)
	if err != nil {
		m.wrong(file, "%v", err)
		return
	}
	documents := yaml.NewDocumentDecoder(io.NopCloser(bytes.NewReader(text)))
	buffer := make([]byte, len(text)+1)
	for {
		n, err := documents.Read(buffer)
		if errors.Is(err, io.EOF) {
			return
		}
		object, kind, err := decoder.Decode(buffer[:n], nil, nil)
		if err != nil {
			m.wrong(file, "%v", err)
			return
		}
		if d, ok := object.(*apps.Deployment); ok {
			m.deployment = d
			continue
		}
		place := file + ": " + kind.Kind
		if named, ok := object.(meta.Object); ok {
			place += " " + named.GetName()
		}
		m.rest[place] = object
	}
}

// pod checks the Deployment.
func (m *manifests) pod() {
	const place = "Deployment"
	d := m.deployment
	m.selects(place, d.Spec.Selector)
	if len(d.Spec.Template.Spec.Containers) != 1 {
		m.wrong(place, "%d containers; want 1", len(d.Spec.Template.Spec.Containers))
		return
	}
	spec, c := d.Spec.Template.Spec, d.Spec.Template.Spec.Containers[0]
	env := map[string]string{}
	for _, v := range c.Env {
		env[v.Name] = v.Value
	}
	grace := time.Duration(0)
	if spec.TerminationGracePeriodSeconds != nil {
		grace = time.Duration(*spec.TerminationGracePeriodSeconds) * time.Second
	}
	readOnly := c.SecurityContext != nil && c.SecurityContext.ReadOnlyRootFilesystem != nil && *c.SecurityContext.ReadOnlyRootFilesystem
	m.server(place, env, c.Resources.Limits.Memory(), grace, readOnly)
	if spec.SecurityContext == nil || spec.SecurityContext.RunAsNonRoot == nil || !*spec.SecurityContext.RunAsNonRoot {
		m.wrong(place, "it may run as root")
	}
	for name, probe := range map[string]*core.Probe{"startup": c.StartupProbe, "readiness": c.ReadinessProbe, "liveness": c.LivenessProbe} {
		if probe == nil || probe.HTTPGet == nil {
			m.wrong(place, "there is no %s probe over HTTP", name)
			continue
		}
		m.port(place+": "+name+" probe", probe.HTTPGet.Port)
		m.name("route", probe.HTTPGet.Path)
	}
}

// check checks what an object says of the Deployment.
func (m *manifests) check(place string, object runtime.Object) {
	switch o := object.(type) {
	case *core.Service:
		m.selects(place, &meta.LabelSelector{MatchLabels: o.Spec.Selector})
		for _, p := range o.Spec.Ports {
			m.port(place, p.TargetPort)
		}
	case *policy.PodDisruptionBudget:
		m.selects(place, o.Spec.Selector)
	case *autoscaling.HorizontalPodAutoscaler:
		d := m.deployment
		want := autoscaling.CrossVersionObjectReference{APIVersion: apps.SchemeGroupVersion.String(), Kind: "Deployment", Name: d.Name}
		if o.Spec.ScaleTargetRef != want {
			m.wrong(place, "it scales %v; want %v", o.Spec.ScaleTargetRef, want)
		}
		if d.Spec.Replicas != nil {
			m.wrong(place, "the Deployment sets its replicas, too")
		}
		for _, metric := range o.Spec.Metrics {
			if metric.Pods != nil {
				m.name("metric", metric.Pods.Metric.Name)
			}
		}
	case *networking.NetworkPolicy:
		m.selects(place, &o.Spec.PodSelector)
		for _, rule := range o.Spec.Ingress {
			for _, p := range rule.Ports {
				m.port(place, *p.Port)
			}
		}
	default:
		m.wrong(place, "nobody checks this kind: do so in the check of deploy/")
	}
}

// selects demands that a selector selects the Deployment's pods.
func (m *manifests) selects(place string, s *meta.LabelSelector) {
	selector, err := meta.LabelSelectorAsSelector(s)
	if err != nil || selector.Empty() || !selector.Matches(labels.Set(m.deployment.Spec.Template.Labels)) {
		m.wrong(place, "it does not select the pods of the Deployment: %v %v", s, err)
	}
}

// port demands that a port is one of the container's.
func (m *manifests) port(place string, p intstr.IntOrString) {
	for _, has := range m.deployment.Spec.Template.Spec.Containers[0].Ports {
		if p == intstr.FromString(has.Name) || p == intstr.FromInt32(has.ContainerPort) {
			return
		}
	}
	m.wrong(place, "the container has no port %s", p.String())
}
