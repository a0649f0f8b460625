resource "aws_vpc" "main" {
  cidr_block           = "10.160.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "shop-production"
  }
}

locals {
  # Public: the load balancer and NAT gateways only.
  public_subnets = {
    "eu-west-1a" = "10.160.0.0/24"
    "eu-west-1b" = "10.160.1.0/24"
  }

  # App: tasks, one address each. Outbound through NAT, inbound from the load balancer only.
  app_subnets = {
    "eu-west-1a" = "10.160.16.0/20"
    "eu-west-1b" = "10.160.32.0/20"
  }

  # Data: databases. No route to the internet.
  data_subnets = {
    "eu-west-1a" = "10.160.8.0/24"
    "eu-west-1b" = "10.160.9.0/24"
  }
}

resource "aws_subnet" "public" {
  for_each          = local.public_subnets
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "shop-production-public-${each.key}"
  }
}

resource "aws_subnet" "app" {
  for_each          = local.app_subnets
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "shop-production-app-${each.key}"
  }
}

resource "aws_subnet" "data" {
  for_each          = local.data_subnets
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "shop-production-data-${each.key}"
  }
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name = "shop-production"
  }
}

locals {
  # One per zone: the failure of a zone does not affect the others, and no traffic is charged for crossing zones.
  nat_zones = toset(["eu-west-1a", "eu-west-1b"])
}

resource "aws_eip" "nat" {
  for_each = local.nat_zones
  domain   = "vpc"

  tags = {
    Name = "shop-production-nat-${each.key}"
  }
}

resource "aws_nat_gateway" "main" {
  for_each      = local.nat_zones
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id

  tags = {
    Name = "shop-production-${each.key}"
  }

  depends_on = [aws_internet_gateway.main]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name = "shop-production-public"
  }
}

resource "aws_route" "public_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table" "app" {
  for_each = local.app_subnets
  vpc_id   = aws_vpc.main.id

  tags = {
    Name = "shop-production-app-${each.key}"
  }
}

resource "aws_route" "app_nat" {
  for_each               = aws_route_table.app
  route_table_id         = each.value.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main[each.key].id
}

resource "aws_route_table_association" "app" {
  for_each       = aws_subnet.app
  subnet_id      = each.value.id
  route_table_id = aws_route_table.app[each.key].id
}

# No routes besides the VPC's own: databases can answer inside the VPC, and reach nothing else.
resource "aws_route_table" "data" {
  vpc_id = aws_vpc.main.id

  tags = {
    Name = "shop-production-data"
  }
}

resource "aws_route_table_association" "data" {
  for_each       = aws_subnet.data
  subnet_id      = each.value.id
  route_table_id = aws_route_table.data.id
}

# Free, and keeps traffic to S3, including image layers, off the NAT gateway (0.048 USD per GB in eu-west-1).
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.s3"
  route_table_ids   = values(aws_route_table.app)[*].id
  policy            = data.aws_iam_policy_document.endpoint_s3.json

  tags = {
    Name = "shop-production-s3"
  }
}

# Tasks may write only to buckets of this account, and only with its roles. They may read other buckets of the region: ECR keeps image
# layers in one, and downloads by presigned URL come from others.
data "aws_iam_policy_document" "endpoint_s3" {
  statement {
    sid       = "Own"
    actions   = ["s3:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [local.account_id]
    }
  }

  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

# Each costs 8 USD a month per zone in eu-west-1 (0.011 * 730 hours), and 0.01 USD per GB instead of 0.048 through NAT. With little
# traffic they cost more than they save, but image manifests, logs and secrets stay inside the VPC, and tasks can start while NAT
# or the internet is unreachable.
resource "aws_vpc_endpoint" "interface" {
  for_each            = toset(["ecr.api", "ecr.dkr", "logs", "secretsmanager"])
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${local.region}.${each.key}"
  private_dns_enabled = true
  subnet_ids          = values(aws_subnet.app)[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
  policy              = data.aws_iam_policy_document.endpoint_interface.json

  tags = {
    Name = "shop-production-${each.key}"
  }
}

# Only roles of this account: nobody can send data out with keys of another one.
data "aws_iam_policy_document" "endpoint_interface" {
  statement {
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [local.account_id]
    }
  }
}

# Refused connections only: all of them would cost 0.57 USD per GB, and GuardDuty reads its own copy.
resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "REJECT"
  log_destination_type = "cloud-watch-logs"
  log_destination      = aws_cloudwatch_log_group.flow_logs.arn
  iam_role_arn         = aws_iam_role.flow_logs.arn

  tags = {
    Name = "shop-production"
  }

  # Delivery starts at once, and reports an access error without the policy.
  depends_on = [aws_iam_role_policy.flow_logs]
}
