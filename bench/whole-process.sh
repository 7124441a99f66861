#!/usr/bin/env bash
# Whole processes, from start to exit: condaenv as a native file and as a ReadyToRun build, the real conda, and
# reading the same bytes. Alternating, so that a busy machine is as unfair to one as to another; medians, and the
# medians of each round's ratios.
#
#   bench/whole-process.sh [-n ROUNDS] PREFIX
#
#   CONDA             the conda to compare with; by default the one on PATH. Without one, its rows are left out.
#   MICROMAMBA        the micromamba to compare with; by default the one on PATH. Its output is another text.
#   CONDAENV_NATIVE   a native condaenv; by default it is published from this checkout.
#   CONDAENV_R2R      a ReadyToRun condaenv; by default it is published from this checkout.
set -euo pipefail
export LC_ALL=C

usage() { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }

rounds=15
while getopts 'n:h' option; do
  case $option in
    n) rounds=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
[ $# -eq 1 ] || usage
[ -d "$1/conda-meta" ] || { echo "No environment: $1" >&2; exit 2; }

here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

publish() { # PublishNative
  dotnet publish "$here/src/CondaEnv.Cli" -c Release -p:PublishNative="$1" -o "$work/$1" -nologo -v quiet >&2
  echo "$work/$1/condaenv"
}

native=${CONDAENV_NATIVE:-$(publish true)}
r2r=${CONDAENV_R2R:-$(publish false)}
conda=${CONDA:-$(command -v conda || true)}
micromamba=${MICROMAMBA:-$(command -v micromamba || true)}

# conda may delete records of what it reads, so it gets a copy; all read the same copy, at a path of its own.
prefix="$work/envs/$(basename "$1")"
mkdir -p "$work/envs" "$work/home"
cp -R "$1" "$prefix"
export CONDA_ENVS_DIRS="$work/envs" CONDA_REGISTER_ENVS=false
unset CONDA_PREFIX

names=(bytes native r2r native-list)
[ -n "$conda" ] && names+=(conda)
[ -n "$micromamba" ] && names+=(micromamba)

run() {
  case $1 in
    bytes) cat "$prefix"/conda-meta/* > /dev/null ;;
    native) "$native" export --prefix "$prefix" --include-prefix > "$work/native.out" ;;
    r2r) "$r2r" export --prefix "$prefix" --include-prefix > "$work/r2r.out" ;;
    native-list) "$native" packages --prefix "$prefix" --json > /dev/null ;;
    conda) "$conda" env export --prefix "$prefix" > "$work/conda.out" ;;
    micromamba) HOME="$work/home" "$micromamba" env export --prefix "$prefix" > /dev/null ;;
  esac
}

label() {
  case $1 in
    bytes) echo 'cat conda-meta/* > /dev/null' ;;
    native) echo 'condaenv export, native (AOT)' ;;
    r2r) echo 'condaenv export, ReadyToRun' ;;
    native-list) echo 'condaenv packages --json, native' ;;
    conda) echo 'conda env export' ;;
    micromamba) echo 'micromamba env export' ;;
  esac
}

# The median of the numbers on standard input.
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# The first round warms the disk's cache and is not counted.
for ((round = 0; round <= rounds; round++)); do
  for name in "${names[@]}"; do
    start=${EPOCHREALTIME/./}
    run "$name"
    end=${EPOCHREALTIME/./}
    [ "$round" -eq 0 ] || echo $((end - start)) >> "$work/$name.us"
  done
done

for name in native r2r; do
  if [ -n "$conda" ] && ! cmp -s "$work/$name.out" "$work/conda.out"; then
    echo "The output of $name differs from conda's: the times compare different things." >&2
    exit 1
  fi
done

records=("$prefix"/conda-meta/*.json)
echo "$(basename "$1"): ${#records[@]} records, $(cat "$prefix"/conda-meta/* | wc -c | awk '{ printf "%.1f", $1 / 1e6 }') MB; medians of $rounds rounds"
[ -z "$conda" ] || echo "$("$conda" --version); outputs equal byte for byte"
echo "native file: $(wc -c < "$native" | awk '{ printf "%.1f", $1 / 1e6 }') MB"
echo
printf '| %-33s | %9s | %12s | %12s |\n' 'whole process' 'ms' 'conda / this' 'this / bytes'
printf '|%s|%s|%s|%s|\n' "$(printf -- '-%.0s' {1..35})" "$(printf -- '-%.0s' {1..10}):" "$(printf -- '-%.0s' {1..13}):" "$(printf -- '-%.0s' {1..13}):"
for name in "${names[@]}"; do
  ms=$(median < "$work/$name.us" | awk '{ printf "%.1f", $1 / 1000 }')
  conda_by_this=-
  [ -z "$conda" ] || conda_by_this=$(paste "$work/conda.us" "$work/$name.us" | awk '{ print $1 / $2 }' | median | awk '{ printf "%.1f", $1 }')
  this_by_bytes=$(paste "$work/$name.us" "$work/bytes.us" | awk '{ print $1 / $2 }' | median | awk '{ printf "%.2f", $1 }')
  printf '| %-33s | %9s | %12s | %12s |\n' "$(label "$name")" "$ms" "$conda_by_this" "$this_by_bytes"
done
