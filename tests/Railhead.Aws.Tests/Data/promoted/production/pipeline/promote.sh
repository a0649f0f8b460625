#!/bin/bash
# Copies the images of a commit that another environment has released, and lets build.sh do the rest: it checks the scans and writes the
# files for the deployment. It builds nothing of the app: the images stay the same to the byte.
# pipeline.tf sets COMMIT ("newest" or a commit), FROM, FROM_PIPELINE, FROM_APP, FROM_NGINX, and the variables of build.sh except REVISION,
# DOCKERFILE and STATIC. Needs bash, curl, docker, jq and the AWS CLI.
set -euo pipefail

folder=$(cd "$(dirname "$0")" && pwd)
output=$(cd "${CODEBUILD_SRC_DIR:-.}" && pwd -P)/build-output
work=$(mktemp -d)
errors=$work/errors
trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

# newest: prints the commit of the newest success of the other environment's pipeline. A commit whose deployment failed or was rolled back
# is none: that environment does not run it.
newest() {
  local execution commit
  aws codepipeline list-pipeline-executions --pipeline-name "$FROM_PIPELINE" --max-items 1000 --output json >"$work/executions" 2>"$errors" || {
    grep -q PipelineNotFoundException "$errors" || fail "$(cat "$errors")"
    fail "The environment \"$FROM\" does not exist in this account and region: there is no pipeline $FROM_PIPELINE.
Create it first. Its first release starts this pipeline."
  }
  # A rollback of a stage in CodePipeline is an execution of its own, which names the one that it went back to.
  execution=$(jq -r 'first(.pipelineExecutionSummaries[] | select(.status == "Succeeded")
    | .rollbackMetadata.rollbackTargetPipelineExecutionId // .pipelineExecutionId)' "$work/executions")
  [ -n "$execution" ] || fail "The environment \"$FROM\" has released nothing yet: no execution of the pipeline $FROM_PIPELINE has succeeded.
Nothing is deployed. Its first release starts this pipeline."
  # A pipeline that promotes too says the commit in REVISION; its source is only the scripts.
  commit=$(aws codepipeline list-action-executions --pipeline-name "$FROM_PIPELINE" --filter "pipelineExecutionId=$execution" --output json |
    jq -r '[.actionExecutionDetails[].output.outputVariables // {}] | [(.[].REVISION | values), (.[].CommitId | values)][0] // empty')
  [ -n "$commit" ] || fail "The execution $execution of the pipeline $FROM_PIPELINE names no commit. Name it: start this pipeline with the variable COMMIT."
  printf '%s\n' "$commit"
}

# digest_of REPOSITORY TAG: prints the digest of an image; nothing if there is none.
digest_of() {
  aws ecr describe-images --repository-name "$1" --image-ids "imageTag=$2" --query 'imageDetails[0].imageDigest' --output text 2>"$errors" ||
    grep -qE 'ImageNotFoundException|RepositoryNotFoundException' "$errors" || fail "$(cat "$errors")"
}

# check_released: fails unless one of the two environments has released the commit. A release is marked right before its deployment.
check_released() {
  local digest
  [[ $REVISION =~ ^[0-9a-f]{40}$ ]] || fail "COMMIT is \"$REVISION\". Use a whole commit hash, or \"newest\"."
  digest=$(digest_of "$own_app" "released-$REVISION")
  [ -n "$digest" ] || digest=$(digest_of "$FROM_APP" "released-$REVISION")
  [ -n "$digest" ] || fail "Neither this environment nor \"$FROM\" has released commit $REVISION, or ECR has deleted its image."
}

# upload REPOSITORY DIGEST: uploads the layer in the file "layer". ECR refuses it unless its content has the digest.
upload() {
  local answer id part first=0 last
  answer=$(aws ecr initiate-layer-upload --repository-name "$1" --output json)
  id=$(jq -r .uploadId <<<"$answer")
  split --bytes="$(jq -r .partSize <<<"$answer")" --suffix-length=4 "$work/layer" "$work/part-"
  for part in "$work"/part-*; do
    last=$((first + $(stat --format %s "$part") - 1))
    aws ecr upload-layer-part --repository-name "$1" --upload-id "$id" --part-first-byte "$first" --part-last-byte "$last" \
      --layer-part-blob "fileb://$part" >/dev/null
    first=$((last + 1))
    rm "$part"
  done
  aws ecr complete-layer-upload --repository-name "$1" --upload-id "$id" --layer-digests "$2" >/dev/null 2>"$errors" ||
    grep -q LayerAlreadyExistsException "$errors" || fail "$(cat "$errors")"
}

# copy FROM TO: copies the commit's image from one repository to another: the layers that the other one lacks, then the manifest.
copy() {
  local answer digest own layer layers state url
  own=$(digest_of "$2" "$REVISION")
  answer=$(aws ecr batch-get-image --repository-name "$1" --image-ids "imageTag=$REVISION" --output json)
  digest=$(jq -r '.images[0].imageId.imageDigest // empty' <<<"$answer")
  if [ -z "$digest" ]; then
    [ -z "$own" ] || {
      say "== $2 has commit $REVISION, and $1 has deleted it"
      return 0
    }
    fail "$1 has no image of commit $REVISION any more. Release the commit in \"$FROM\" again."
  fi
  if [ -n "$own" ]; then
    [ "$own" = "$digest" ] || fail "$2 has another image of commit $REVISION, from a build of its own, and a tag never changes its image.
Push a further commit: its image is promoted as soon as \"$FROM\" has released it."
    say "== $2 has commit $REVISION: $digest"
    return 0
  fi
  say "== $1 -> $2: $digest"
  jq -j '.images[0].imageManifest' <<<"$answer" >"$work/manifest"
  jq -e .config.digest "$work/manifest" >/dev/null || fail "$1 has a list of images for commit $REVISION. Only a single image can be promoted."
  layers=$(jq -r '.config.digest, .layers[].digest' "$work/manifest" | sort -u)
  for layer in $layers; do
    state=$(aws ecr batch-check-layer-availability --repository-name "$2" --layer-digests "$layer" --query 'layers[0].layerAvailability' --output text)
    [ "$state" != AVAILABLE ] || continue
    url=$(aws ecr get-download-url-for-layer --repository-name "$1" --layer-digest "$layer" --query downloadUrl --output text)
    curl --fail --silent --show-error --location --retry 3 --output "$work/layer" "$url"
    upload "$2" "$layer"
  done
  aws ecr put-image --repository-name "$2" --image-tag "$REVISION" --image-digest "$digest" --image-manifest "file://$work/manifest" \
    --image-manifest-media-type "$(jq -r '.images[0].imageManifestMediaType' <<<"$answer")" >/dev/null 2>"$errors" ||
    grep -q ImageAlreadyExistsException "$errors" || fail "$(cat "$errors")"
}

own_app=${APP_REPOSITORY#*/}
own_nginx=${NGINX_REPOSITORY#*/}
if [ "$COMMIT" = newest ]; then
  REVISION=$(newest)
else
  REVISION=$COMMIT
  check_released
fi
export REVISION
say "promoting commit $REVISION from $FROM"
copy "$FROM_APP" "$own_app"
copy "$FROM_NGINX" "$own_nginx"
bash "$folder/build.sh"
# promote.yml gives it to the next stages.
printf '%s\n' "$REVISION" >"$output/commit"
