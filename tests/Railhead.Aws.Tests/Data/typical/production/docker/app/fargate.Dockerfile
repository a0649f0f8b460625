# What every image of the app gets on top, also one from the app's own Dockerfile.
ARG IMAGE
FROM ${IMAGE}
# Who vouches for the database: programs that use libpq, and Node's, find it by these variables.
ADD --chmod=444 https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem /etc/ssl/rds.pem
ENV PGSSLROOTCERT=/etc/ssl/rds.pem NODE_EXTRA_CA_CERTS=/etc/ssl/rds.pem
# The only folder that can be written to in a task: Fargate makes a volume of it, with the owner and rights that it has here.
VOLUME /tmp
