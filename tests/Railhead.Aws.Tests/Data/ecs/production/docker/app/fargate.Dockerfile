# Added to every image of the app, also if the app has its own Dockerfile.
ARG IMAGE
FROM ${IMAGE}
# Certificate authorities of RDS. libpq and Node.js find them by these variables.
ADD --chmod=444 https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem /etc/ssl/rds.pem
ENV PGSSLROOTCERT=/etc/ssl/rds.pem NODE_EXTRA_CA_CERTS=/etc/ssl/rds.pem
# The only writable folder of a task. Fargate mounts a volume here, with the owner and permissions of this folder.
VOLUME /tmp
