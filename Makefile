PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEMO ?= --epochs 3
MINUTES ?= 60
# Three for two cores: one of them waits for a disk or a process of its own at any time.
WORKERS ?= 3
QUICK := not acceptance and not thorough and not long and not oracle and not serving and not scale and not cluster and not own
TARGETS := configuration images run_directory weights
CLAIMS := loss_and_quality vanishing_gradients penalty_or_clipping step_costs small_data mode_coverage

.PHONY: demo test long thorough acceptance survival soak fuzz own scale cluster lint docs reference oracle peers serving benchmarks claims clean

# A DCGAN on real images: trained, evaluated, exported, reported.
demo: $(READY)
	$(BIN)/tfgan fetch fashion_mnist
	$(BIN)/tfgan train dcgan --run-dir runs/demo $(DEMO)

# The quick suite, where a test that hangs says where after ten minutes; `make acceptance` holds the trainings with bounds.
test: $(READY)
	$(BIN)/tfgan fetch fashion_mnist
	$(BIN)/python -m pytest -m "$(QUICK)" -n $(WORKERS) --dist worksteal --timeout 600

# What takes over five seconds: commands from start to end, processes that are killed, pages in a browser. CI runs it, too.
long: $(READY)
	$(BIN)/tfgan fetch fashion_mnist
	$(BIN)/python -m pytest -m "long and not thorough" -n $(WORKERS) --dist worksteal --timeout 600

acceptance: $(READY)
	$(BIN)/tfgan fetch fashion_mnist
	$(BIN)/python -m pytest -m acceptance -p no:cacheprovider -rA

# The same questions as `make test`, asked of every case that another one stands for there.
thorough: $(READY)
	$(BIN)/tfgan fetch fashion_mnist
	$(BIN)/python -m pytest -m thorough -n $(WORKERS) --dist worksteal --timeout 600

# Fifty runs killed at random moments, from training to export: each must end as one that was left alone.
survival: $(READY)
	$(BIN)/python -m tests.training.campaign

# An hour of training (`make soak MINUTES=10`): memory must not grow, nothing may be traced again.
soak: $(READY)
	$(BIN)/python -m tests.training.soak --minutes $(MINUTES)

# What strangers hand over, two minutes each, guided by coverage.
fuzz: $(READY)
	for target in $(TARGETS); do $(BIN)/python -m tests.fuzz $$target --seconds 120 || exit; done

# Every system on every form of a user's own data that it accepts, as docs/data.md shows them.
own: $(READY)
	$(BIN)/python -m pytest -m own tests/training/own -n 2 --dist worksteal --timeout 600

# Every system with two worker processes, in half precision, under XLA and in micro-batches.
scale: $(READY)
	$(BIN)/python -m pytest -m scale tests/scale -rP

# A Ray cluster of this machine and the schema of Kubernetes' training operator, in an environment of its own.
cluster: .cluster/ready
	.cluster/bin/python -m pytest -m cluster tests/cluster -rP

.cluster/ready: setup.py
	$(PYTHON) -m venv .cluster
	.cluster/bin/pip install --quiet --editable ".[cluster]"
	touch $@

# Style, and the types of every public function.
lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The index of systems, their tables of settings, and the table of systems by form of data.
docs: $(READY)
	$(BIN)/python -m tfgan_suite.training.reporting.pages docs/systems
	$(BIN)/python -m tests.training.own.table docs/data.md

# The documentation with a page for each module, in site/index.html.
reference: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# What tensorflow-addons, in an environment of its own, makes of the same inputs.
oracle: $(READY) .oracle/ready
	.oracle/bin/python tests/oracle/addons.py .oracle/answers.npz
	$(BIN)/python -m pytest -m oracle tests/oracle -rP

.oracle/ready:
	python3.11 -m venv .oracle
	.oracle/bin/pip install --quiet tensorflow==2.15.1 tensorflow-addons==0.23.0
	touch $@

# Exported models in OpenVINO, and behind a live server under load; in an environment of its own.
serving: .serving/ready
	.serving/bin/python -m pytest -m serving tests/serving -rP

.serving/ready: setup.py
	$(PYTHON) -m venv .serving
	.serving/bin/pip install --quiet --editable ".[serving]"
	touch $@

# torch-fidelity's and clean-fid's scores of the same features, in an environment of their own, beside the suite's, and
# torch-fidelity's features of the same images.
peers: $(READY) .peers/ready
	$(BIN)/python -m benchmarks.metrics_against_peers
	$(BIN)/python -m benchmarks.inception_against_torch_fidelity

.peers/ready:
	python3.11 -m venv .peers
	.peers/bin/pip install --quiet torch==2.13.0 "numpy>=2,<3" "scipy<1.18" pillow requests tqdm
	.peers/bin/pip install --quiet --no-deps torch-fidelity==0.4.0 clean-fid==0.1.35 torchgan==0.1.0
	touch $@

# What training costs against other ways to train the same; see docs/speed.md. Give it the machine to itself.
benchmarks: $(READY) .peers/ready
	$(BIN)/python -m benchmarks.speed

# The figures of docs/claims, an hour of one core; `python -m benchmarks.claims.NAME` makes one of them.
claims: $(READY)
	$(BIN)/tfgan fetch fashion_mnist
	for claim in $(CLAIMS); do $(BIN)/python -m benchmarks.claims.$$claim || exit; done

$(READY): setup.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch $(READY)

clean:
	rm -rf $(VENV) .oracle .peers .serving .cluster runs build site *.egg-info
