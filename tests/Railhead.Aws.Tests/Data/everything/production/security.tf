# Every VPC has a default group whose members can reach each other. This removes its rules; nothing uses the group.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "load_balancer" {
  name        = "shop-production-load-balancer"
  description = "The load balancer"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-production-load-balancer"
  }
}

# Clients, redirected to HTTPS.
resource "aws_vpc_security_group_ingress_rule" "load_balancer_from_internet_80" {
  security_group_id = aws_security_group.load_balancer.id
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name = "load_balancer_from_internet_80"
  }
}

# Clients.
resource "aws_vpc_security_group_ingress_rule" "load_balancer_from_internet_443" {
  security_group_id = aws_security_group.load_balancer.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name = "load_balancer_from_internet_443"
  }
}

# Tests of new tasks before they get traffic.
resource "aws_vpc_security_group_ingress_rule" "load_balancer_from_vpc_8443" {
  security_group_id = aws_security_group.load_balancer.id
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
  cidr_ipv4         = "10.160.0.0/16"

  tags = {
    Name = "load_balancer_from_vpc_8443"
  }
}

# Requests and health checks.
resource "aws_vpc_security_group_egress_rule" "load_balancer_to_tasks_80" {
  security_group_id            = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.tasks.id

  tags = {
    Name = "load_balancer_to_tasks_80"
  }
}

resource "aws_security_group" "tasks" {
  name        = "shop-production-tasks"
  description = "The app's tasks"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-production-tasks"
  }
}

# Requests and health checks.
resource "aws_vpc_security_group_ingress_rule" "tasks_from_load_balancer_80" {
  security_group_id            = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.load_balancer.id

  tags = {
    Name = "tasks_from_load_balancer_80"
  }
}

# AWS services, and services that the app uses.
resource "aws_vpc_security_group_egress_rule" "tasks_to_internet_443" {
  security_group_id = aws_security_group.tasks.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name = "tasks_to_internet_443"
  }
}

# Queries.
resource "aws_vpc_security_group_egress_rule" "tasks_to_database_5432" {
  security_group_id            = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.database.id

  tags = {
    Name = "tasks_to_database_5432"
  }
}

resource "aws_security_group" "database" {
  name        = "shop-production-database"
  description = "The database"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-production-database"
  }
}

# Queries.
resource "aws_vpc_security_group_ingress_rule" "database_from_tasks_5432" {
  security_group_id            = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.tasks.id

  tags = {
    Name = "database_from_tasks_5432"
  }
}

resource "aws_security_group" "endpoints" {
  name        = "shop-production-endpoints"
  description = "Endpoints of AWS services"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-production-endpoints"
  }
}

# Images, logs and secrets.
resource "aws_vpc_security_group_ingress_rule" "endpoints_from_tasks_443" {
  security_group_id            = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.tasks.id

  tags = {
    Name = "endpoints_from_tasks_443"
  }
}

# Everything that no rule allows is denied. ACLs are stateless, so replies need rules too: the rules for ephemeral
# ports leave out 3389 (remote desktop).
resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = values(aws_subnet.public)[*].id

  tags = {
    Name = "shop-production-public"
  }
}

resource "aws_network_acl_rule" "public_ingress" {
  for_each = {
    100 = { from = 80, to = 80, cidr = "0.0.0.0/0" }
    110 = { from = 443, to = 443, cidr = "0.0.0.0/0" }
    120 = { from = 8443, to = 8443, cidr = "10.160.0.0/16" }
    130 = { from = 1024, to = 3388, cidr = "0.0.0.0/0" }
    140 = { from = 3390, to = 65535, cidr = "0.0.0.0/0" }
  }

  network_acl_id = aws_network_acl.public.id
  egress         = false
  rule_number    = each.key
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "public_egress" {
  for_each = {
    100 = { from = 80, to = 80, cidr = "10.160.16.0/20" }
    110 = { from = 80, to = 80, cidr = "10.160.32.0/20" }
    120 = { from = 80, to = 80, cidr = "10.160.48.0/20" }
    130 = { from = 443, to = 443, cidr = "0.0.0.0/0" }
    140 = { from = 1024, to = 65535, cidr = "0.0.0.0/0" }
  }

  network_acl_id = aws_network_acl.public.id
  egress         = true
  rule_number    = each.key
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

# From the load balancer to nginx, and replies to what the tasks request.
resource "aws_network_acl" "app" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = values(aws_subnet.app)[*].id

  tags = {
    Name = "shop-production-app"
  }
}

resource "aws_network_acl_rule" "app_ingress" {
  for_each = {
    100 = { from = 80, to = 80, cidr = "10.160.0.0/24" }
    110 = { from = 80, to = 80, cidr = "10.160.1.0/24" }
    120 = { from = 80, to = 80, cidr = "10.160.2.0/24" }
    130 = { from = 443, to = 443, cidr = "10.160.16.0/20" }
    140 = { from = 443, to = 443, cidr = "10.160.32.0/20" }
    150 = { from = 443, to = 443, cidr = "10.160.48.0/20" }
    160 = { from = 1024, to = 3388, cidr = "0.0.0.0/0" }
    170 = { from = 3390, to = 65535, cidr = "0.0.0.0/0" }
  }

  network_acl_id = aws_network_acl.app.id
  egress         = false
  rule_number    = each.key
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "app_egress" {
  for_each = {
    100 = { from = 443, to = 443, cidr = "0.0.0.0/0" }
    110 = { from = 5432, to = 5432, cidr = "10.160.8.0/24" }
    120 = { from = 5432, to = 5432, cidr = "10.160.9.0/24" }
    130 = { from = 5432, to = 5432, cidr = "10.160.10.0/24" }
    140 = { from = 1024, to = 65535, cidr = "10.160.0.0/24" }
    150 = { from = 1024, to = 65535, cidr = "10.160.1.0/24" }
    160 = { from = 1024, to = 65535, cidr = "10.160.2.0/24" }
    170 = { from = 1024, to = 65535, cidr = "10.160.16.0/20" }
    180 = { from = 1024, to = 65535, cidr = "10.160.32.0/20" }
    190 = { from = 1024, to = 65535, cidr = "10.160.48.0/20" }
  }

  network_acl_id = aws_network_acl.app.id
  egress         = true
  rule_number    = each.key
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

# From the app subnets to PostgreSQL, and back.
resource "aws_network_acl" "data" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = values(aws_subnet.data)[*].id

  tags = {
    Name = "shop-production-data"
  }
}

resource "aws_network_acl_rule" "data_ingress" {
  for_each = {
    100 = { from = 5432, to = 5432, cidr = "10.160.16.0/20" }
    110 = { from = 5432, to = 5432, cidr = "10.160.32.0/20" }
    120 = { from = 5432, to = 5432, cidr = "10.160.48.0/20" }
  }

  network_acl_id = aws_network_acl.data.id
  egress         = false
  rule_number    = each.key
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "data_egress" {
  for_each = {
    100 = { from = 1024, to = 65535, cidr = "10.160.16.0/20" }
    110 = { from = 1024, to = 65535, cidr = "10.160.32.0/20" }
    120 = { from = 1024, to = 65535, cidr = "10.160.48.0/20" }
  }

  network_acl_id = aws_network_acl.data.id
  egress         = true
  rule_number    = each.key
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}
