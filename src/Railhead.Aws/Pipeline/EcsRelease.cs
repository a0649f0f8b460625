namespace Railhead.Aws;

/// <summary>The release script where ECS itself deploys: it puts the release's task definition into the service, and waits.</summary>
static class EcsRelease
{
    public static string Script(string byCodeDeploy) =>
        byCodeDeploy
            .With(byCodeDeploy.Between("# Runs the steps", "# pipeline.tf sets"), Purpose)
            .With(
                "TIMEOUT, APPLICATION, DEPLOYMENT_GROUP,\n# DEPLOYMENT_TIMEOUT and REPOSITORIES.",
                "TIMEOUT, SERVICE, DEPLOYMENT_TIMEOUT\n# and REPOSITORIES."
            )
            .With(byCodeDeploy.Between("# wait_for_deployment:", "# keep REPOSITORY"), Deployment)
            .With("  keep \"$repository\"\ndone\n", "  keep \"$repository\"\ndone\ndeploy \"${1%/*}/taskdef.json\"\n");

    const string Purpose = """
        # Releases a build. One-off tasks create the app's role in the database and run the release command. Then it waits for a deployment that
        # is running, such as that of a rotated password, marks the images as released, so that ECR keeps them, and lets ECS deploy them.
        # Usage: release.sh TASKDEF.json (if the file does not exist, there is no release command); taskdef.json beside it is deployed

        """;

    const string Deployment = """
        # wait_for_deployment: a second deployment would interrupt one that is running.
        wait_for_deployment() {
          local deadline=$((SECONDS + DEPLOYMENT_TIMEOUT)) deployments
          while :; do
            deployments=$(aws ecs list-service-deployments --cluster "$CLUSTER" --service "$SERVICE" \
              --status PENDING IN_PROGRESS STOP_REQUESTED ROLLBACK_REQUESTED ROLLBACK_IN_PROGRESS \
              --query 'serviceDeployments[].serviceDeploymentArn' --output text | sed 's/^None$//')
            [ -n "$deployments" ] || return 0
            [ $SECONDS -lt $deadline ] || fail "Another deployment is still running: $deployments. Retry this stage when it has finished."
            say "waiting for deployment $deployments"
            sleep "$poll"
          done
        }

        # deploy TASKDEF.json: starts a deployment of the file's task definition, and waits until ECS has finished it.
        deploy() {
          local definition deadline=$((SECONDS + DEPLOYMENT_TIMEOUT)) before deployment answer status
          definition=$(aws ecs register-task-definition --cli-input-json "file://$1" --query taskDefinition.taskDefinitionArn --output text)
          say "== deploying $definition"
          before=$(latest_deployment)
          aws ecs update-service --cluster "$CLUSTER" --service "$SERVICE" --task-definition "$definition" --force-new-deployment >/dev/null
          while :; do
            deployment=$(latest_deployment)
            [ "$deployment" = "$before" ] || break
            [ $SECONDS -lt $deadline ] || fail "ECS started no deployment within $DEPLOYMENT_TIMEOUT seconds."
            sleep "$poll"
          done
          say "deployment $deployment"
          while :; do
            answer=$(aws ecs describe-service-deployments --service-deployment-arns "$deployment" --query 'serviceDeployments[0]' --output json)
            status=$(jq -r .status <<<"$answer")
            case $status in
              SUCCESSFUL)
                say "deployed"
                return 0
                ;;
              STOPPED | ROLLBACK_SUCCESSFUL)
                fail "The deployment ended as $status: $(jq -r '.statusReason // ""' <<<"$answer"). The previous release serves."
                ;;
              ROLLBACK_FAILED)
                fail "The deployment ended as $status: $(jq -r '.statusReason // ""' <<<"$answer"). Look at the service in the console."
                ;;
            esac
            if [ $SECONDS -ge $deadline ]; then
              case $(jq -r .lifecycleStage <<<"$answer") in
                BAKE_TIME | CLEAN_UP)
                  say "The new release has all traffic, and the old tasks still run. This build waits no longer; a rollback would be reported as an event."
                  return 0
                  ;;
              esac
              fail "The deployment is still $status after $DEPLOYMENT_TIMEOUT seconds. ECS goes on with it: see $deployment."
            fi
            sleep "$poll"
          done
        }

        # latest_deployment: prints the newest deployment of the service, or nothing.
        latest_deployment() {
          aws ecs list-service-deployments --cluster "$CLUSTER" --service "$SERVICE" --output json |
            jq -r '[.serviceDeployments[]] | max_by(.createdAt) | .serviceDeploymentArn // ""'
        }


        """;
}
