# Added to every image of the app, also if the app has its own Dockerfile.
ARG IMAGE

FROM ${IMAGE}
# The only writable folder of a task. Fargate mounts a volume here, with the owner and permissions of this folder.
VOLUME /tmp
