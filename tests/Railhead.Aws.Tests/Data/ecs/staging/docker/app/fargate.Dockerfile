# Added to every image of the app, also if the app has its own Dockerfile.
ARG IMAGE

# Certificate authorities of RDS. A stage of its own, because ADD --chmod has no effect on a URL in older versions of Docker.
FROM scratch AS certificates
ADD https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem /rds.pem

FROM ${IMAGE}
# libpq and Node.js find the certificates by these variables.
COPY --from=certificates --chmod=444 /rds.pem /etc/ssl/rds.pem
ENV PGSSLROOTCERT=/etc/ssl/rds.pem NODE_EXTRA_CA_CERTS=/etc/ssl/rds.pem
# The only writable folder of a task. Fargate mounts a volume here, with the owner and permissions of this folder.
VOLUME /tmp
