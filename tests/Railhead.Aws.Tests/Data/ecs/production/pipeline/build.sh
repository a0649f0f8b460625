#!/bin/bash
# Builds and pushes the two images of a commit, waits for their scans, and writes the files for the deployment to build-output.
# pipeline.tf sets REVISION, DOCKERFILE, STATIC, APP_REPOSITORY, NGINX_REPOSITORY, DATABASE_ROLE_IMAGE, TASK_DEFINITION,
# RELEASE_TASK_DEFINITION, SECRETS and ACCEPTED_FINDINGS. Needs bash, docker, jq and the AWS CLI.
set -euo pipefail

infrastructure=$(cd "$(dirname "$0")/.." && pwd)
app=$(cd "$infrastructure/../.." && pwd -P)
repository=$(cd "${CODEBUILD_SRC_DIR:-.}" && pwd -P)
output=$repository/build-output
app_image=$APP_REPOSITORY:$REVISION
nginx_image=$NGINX_REPOSITORY:$REVISION
errors=$(mktemp)
# With an attestation, the pushed artifact is an image index, which ECR does not scan.
export BUILDX_NO_DEFAULT_ATTESTATIONS=1

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

# Fails early if a secret has no value: tasks could not start.
check_secrets() {
  local name missing=()
  for name in $SECRETS; do
    if [ "$(aws secretsmanager describe-secret --secret-id "$name" --output json | jq '.VersionIdsToStages // {} | length')" = 0 ]; then
      missing+=("$name")
    fi
  done
  [ ${#missing[@]} = 0 ] || fail "These secrets have no value yet: ${missing[*]}
Set each one: aws secretsmanager put-secret-value --secret-id NAME --secret-string file://FILE"
}

# is_pushed IMAGE: succeeds if its repository has it. Tags are immutable, so an existing image is the right one.
is_pushed() {
  local repository=${1%:*}
  if aws ecr describe-images --repository-name "${repository#*/}" --image-ids "imageTag=${1##*:}" >/dev/null 2>"$errors"; then return 0; fi
  grep -q ImageNotFoundException "$errors" || fail "$(cat "$errors")"
  return 1
}

# build ARGUMENTS: builds an image. Registries refuse pulls above a rate: then it waits and tries again.
build() {
  local attempt
  for attempt in 1 2 3 4; do
    if docker build --platform linux/amd64 --build-arg "UPDATES=$(date -u +%F)" "$@" 2>&1 | tee "$errors" >&2; then return 0; fi
    [ "$attempt" -lt 4 ] && grep -qiE 'toomanyrequests|too many requests|rate exceeded' "$errors" || return 1
    say "the registry limits pulls: trying again"
    sleep $((${POLL_SECONDS:-5} * 6 * attempt))
  done
}

# copy_folder FOLDER: copies a folder of the repository to its place in the context.
copy_folder() {
  mkdir -p "$context/$1"
  cp -a "$repository/$1/." "$context/$1"
}

# Sets "context", the folder that the app's image is built from: the app's. With "source.include" in railhead.yaml, it holds the
# app's folder and the included ones, as they are in the repository.
set_context() {
  local included=$infrastructure/pipeline/included-folders.txt folder
  context=$app
  [ -f "$included" ] || return 0
  arguments+=(--build-arg "APP_FOLDER=${app#"$repository"/}")
  if grep -qxF . "$included"; then
    context=$repository
    return 0
  fi
  context=$(mktemp -d)
  copy_folder "${app#"$repository"/}"
  while IFS= read -r folder; do
    # A comment: no folder in railhead.yaml has a space in its name.
    [[ $folder != '# '* ]] || continue
    [ -d "$repository/$folder" ] || fail "The commit has no folder $folder, which source.include in railhead.yaml names."
    copy_folder "$folder"
  done <"$included"
}

build_app() {
  say "== $app_image"
  local context arguments=() argument variables
  set_context
  # The plain variables of railhead.yaml, for a Dockerfile of the app's own that names them with ARG.
  if [ -f "$infrastructure/pipeline/build-arguments.json" ]; then
    variables=$(mktemp)
    # Without the comment that "railhead synth" puts into each file.
    sed '/^#/d' "$infrastructure/pipeline/build-arguments.json" | jq -j 'to_entries[] | "\(.key)=\(.value)\u0000"' >"$variables"
    while IFS= read -r -d '' argument; do
      arguments+=(--build-arg "$argument")
    done <"$variables"
  fi
  build --pull --file "$app/$DOCKERFILE" ${arguments[@]+"${arguments[@]}"} \
    --build-arg "APP_REVISION=$REVISION" --tag app-as-built "$context"
  build --file "$infrastructure/docker/app/fargate.Dockerfile" --build-arg IMAGE=app-as-built \
    --tag "$app_image" "$infrastructure/docker/app"
  docker push --quiet "$app_image"
}

# nginx serves the static files of the same release.
build_nginx() {
  say "== $nginx_image"
  local arguments=() folder
  if [ -n "$STATIC" ]; then
    docker image inspect "$app_image" >/dev/null 2>&1 || docker pull --quiet "$app_image"
    folder=$(docker image inspect --format '{{.Config.WorkingDir}}' "$app_image")
    arguments=(--build-arg "APP_IMAGE=$app_image" --build-arg "STATIC=${folder%/}/$STATIC")
  fi
  build --pull ${arguments[@]+"${arguments[@]}"} --tag "$nginx_image" "$infrastructure/docker/nginx"
  docker push --quiet "$nginx_image"
}

# psql for the task that creates the app's role in the database. Its tag is of its Dockerfile, so it is built only when that changes.
build_database_role() {
  say "== $DATABASE_ROLE_IMAGE"
  build --pull --tag "$DATABASE_ROLE_IMAGE" "$infrastructure/docker/database-role"
  docker push --quiet "$DATABASE_ROLE_IMAGE"
}

# packages_with_fix IMAGE: prints the packages, and their source packages, for which the distribution has an update.
packages_with_fix() {
  docker image inspect "$1" >/dev/null 2>&1 || docker pull --quiet "$1" >/dev/null || return 1
  docker run --rm --user 0 --entrypoint /bin/sh "$1" -euc '
    if command -v apk >/dev/null; then
      apk update >/dev/null
      apk list --upgradable 2>/dev/null | sed -n "s/^\\(.*\\)-[^-]*-r[0-9]* .*{\\([^}]*\\)}.*/\\1 \\2/p"
    elif command -v apt-get >/dev/null; then
      apt-get update -qq >/dev/null
      names=$(apt list --upgradable 2>/dev/null | sed -n "s|/.*||p")
      [ -z "$names" ] || dpkg-query -W -f "\${Package} \${source:Package}\\n" $names
    else
      exit 1
    fi' 2>"$errors"
}

# check_scan IMAGE [REMEDY]: waits for the scan that the push started, and fails on critical findings with a fix. Enhanced scanning says
# whether there is one. Basic scanning does not: then the image's own package manager knows. If nobody knows, the finding counts.
check_scan() {
  local repository=${1%:*} tag=${1##*:}
  local name=${repository#*/} deadline=$((SECONDS + 900)) findings status critical fixes=unknown
  while :; do
    status=PENDING
    if findings=$(aws ecr describe-image-scan-findings --repository-name "$name" --image-id "imageTag=$tag" --output json 2>"$errors"); then
      status=$(jq -r '.imageScanStatus.status // "PENDING"' <<<"$findings")
    else
      grep -q ScanNotFoundException "$errors" || fail "$(cat "$errors")"
    fi
    case $status in
      COMPLETE | ACTIVE) break ;;
      PENDING | IN_PROGRESS) ;;
      *)
        # The scanner does not support every operating system. An image without one it supports has no findings, and is released.
        if [ "$status" = UNSUPPORTED_IMAGE ] || jq -e '.imageScanStatus.description // "" | test("unsupported"; "i")' <<<"$findings" >/dev/null; then
          say "NOT SCANNED: the scanner does not support the operating system in $name."
          return 0
        fi
        fail "The scan of $name ended with status $status: $(jq -r '.imageScanStatus.description // "no reason given"' <<<"$findings")"
        ;;
    esac
    [ $SECONDS -lt $deadline ] || fail "The scan of $name did not finish within 15 minutes (status: $status). Retry the build later; the images are already pushed."
    sleep "${POLL_SECONDS:-5}"
  done
  if jq -e '[(.imageScanFindings.findings // [])[] | select(.severity == "CRITICAL")] | length > 0' <<<"$findings" >/dev/null; then
    fixes=$(packages_with_fix "$1") || fixes=unknown
  fi
  # One line for each finding: whether it has a fix, and its name.
  critical=$(jq -r --arg accepted "$ACCEPTED_FINDINGS" --arg fixes "$fixes" '
    def has_fix: if . == "NO" or . == false then "no" else "yes" end;
    [ ((.imageScanFindings.findings // [])[] | select(.severity == "CRITICAL")
        | ([(.attributes // [])[] | select(.key == "package_name") | .value][0]) as $package
        | { name, fix: (if $fixes == "unknown" or $package == null then "yes"
            else ($fixes | split("\n") | map(split(" ")[]) | index($package) != null | has_fix) end) }),
      ((.imageScanFindings.enhancedFindings // [])[] | select(.severity == "CRITICAL")
        | { name: .packageVulnerabilityDetails.vulnerabilityId, fix: (.fixAvailable | has_fix) }) ]
    | unique[] | select(.name as $name | $accepted | split(" ") | index($name) == null) | "\(.fix) \(.name)"' <<<"$findings")
  if grep -q '^no ' <<<"$critical"; then
    say "$name: critical findings without a fix, which do not stop the release: $(sed -n 's/^no //p' <<<"$critical" | paste -sd ' ')"
  fi
  critical=$(sed -n 's/^yes //p' <<<"$critical" | paste -sd ' ')
  [ -z "$critical" ] || fail "$name:$tag has critical findings, so it is not released: $critical
${2:-Update the base image or the package, and push again.} If a finding is harmless for this app, add it to accepted_findings in pipeline.tf."
  say "$name: no critical finding that has a fix"
}

# parameter NAME: prints the value of an SSM parameter. Terraform compresses task definitions that are too large for one: "H4sI" is how
# gzip begins in base64.
parameter() {
  local value
  value=$(aws ssm get-parameter --name "$1" --query Parameter.Value --output text)
  case $value in
    H4sI*) base64 -d <<<"$value" | gunzip ;;
    *) printf '%s\n' "$value" ;;
  esac
}

# Base images come from public.ecr.aws, which refuses many pulls without a login. The region is the only one that gives out its passwords.
log_in_to_public_registry() {
  aws ecr-public get-login-password --region us-east-1 2>"$errors" | docker login --username AWS --password-stdin public.ecr.aws >/dev/null 2>>"$errors" ||
    say "note: base images are pulled without a login: $(head -c 300 "$errors")"
}

# fill_in PARAMETER FILE: writes the task definition with this commit's images and revision.
fill_in() {
  parameter "$1" | jq --arg app "$app_image" --arg nginx "$nginx_image" --arg revision "$REVISION" '
    .containerDefinitions |= map(
      .image = { app: $app, nginx: $nginx }[.name]
      | if .environment then .environment |= map(if .name == "APP_REVISION" then .value = $revision else . end) else . end)' >"$output/$2"
}

check_secrets
aws ecr get-login-password | docker login --username AWS --password-stdin "${APP_REPOSITORY%%/*}" >/dev/null
log_in_to_public_registry
is_pushed "$app_image" || build_app
is_pushed "$nginx_image" || build_nginx
check_scan "$app_image"
check_scan "$nginx_image"
if [ -n "$DATABASE_ROLE_IMAGE" ]; then
  is_pushed "$DATABASE_ROLE_IMAGE" || build_database_role
  check_scan "$DATABASE_ROLE_IMAGE" "Delete this image: the next build makes a new one, with the updates."
fi
mkdir -p "$output"
fill_in "$TASK_DEFINITION" taskdef.json
[ -z "$RELEASE_TASK_DEFINITION" ] || fill_in "$RELEASE_TASK_DEFINITION" release-taskdef.json
