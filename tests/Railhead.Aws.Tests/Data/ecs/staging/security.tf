# Every VPC has a default group whose members can reach each other. This removes its rules; nothing uses the group.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group" "load_balancer" {
  name        = "shop-staging-load-balancer"
  description = "The load balancer"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-staging-load-balancer"
  }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_from_internet_80" {
  security_group_id = aws_security_group.load_balancer.id
  description       = "Clients"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name = "shop-staging-load-balancer-from-internet-80"
  }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_from_internet_path_mtu" {
  security_group_id = aws_security_group.load_balancer.id
  description       = "Packets are too large for a network on the way"
  ip_protocol       = "icmp"
  from_port         = 3
  to_port           = 4
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name = "shop-staging-load-balancer-from-internet-path-mtu"
  }
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_tasks_80" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "Requests and health checks"
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.tasks.id

  tags = {
    Name = "shop-staging-load-balancer-to-tasks-80"
  }
}

resource "aws_security_group" "tasks" {
  name        = "shop-staging-tasks"
  description = "The app's tasks"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-staging-tasks"
  }
}

resource "aws_vpc_security_group_ingress_rule" "tasks_from_load_balancer_80" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "Requests and health checks"
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.load_balancer.id

  tags = {
    Name = "shop-staging-tasks-from-load-balancer-80"
  }
}

resource "aws_vpc_security_group_ingress_rule" "tasks_from_internet_path_mtu" {
  security_group_id = aws_security_group.tasks.id
  description       = "Packets are too large for a network on the way"
  ip_protocol       = "icmp"
  from_port         = 3
  to_port           = 4
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name = "shop-staging-tasks-from-internet-path-mtu"
  }
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_internet_443" {
  security_group_id = aws_security_group.tasks.id
  description       = "AWS services, and services that the app uses"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"

  tags = {
    Name = "shop-staging-tasks-to-internet-443"
  }
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_database_5432" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "Queries"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.database.id

  tags = {
    Name = "shop-staging-tasks-to-database-5432"
  }
}

resource "aws_security_group" "database" {
  name        = "shop-staging-database"
  description = "The database"
  vpc_id      = aws_vpc.main.id

  tags = {
    Name = "shop-staging-database"
  }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_tasks_5432" {
  security_group_id            = aws_security_group.database.id
  description                  = "Queries"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.tasks.id

  tags = {
    Name = "shop-staging-database-from-tasks-5432"
  }
}

# Network ACLs deny everything that no rule allows, and are stateless, so replies need rules too. Terraform replaces a rule whose number
# changes, and drops packets meanwhile: so each number belongs to one purpose, and a new rule gets a new number.

# Clients to the load balancer, and tasks through NAT to the Internet. Both take replies at any port above 1023; nothing
# else is in these subnets, and neither accepts connections there.
resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = values(aws_subnet.public)[*].id

  tags = {
    Name = "shop-staging-public"
  }
}

resource "aws_network_acl_rule" "public_ingress" {
  #checkov:skip=CKV_AWS_231: 3389 is a source port of NAT and the load balancer, so replies come to it; nothing here accepts it.
  for_each = {
    http_from_clients = { number = 100, from = 80, to = 80, cidr = "0.0.0.0/0" }
    replies           = { number = 200, from = 1024, to = 65535, cidr = "0.0.0.0/0" }
    nat_443           = { number = 10443, from = 443, to = 443, cidr = aws_vpc.main.cidr_block }
  }

  network_acl_id = aws_network_acl.public.id
  egress         = false
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "public_egress" {
  for_each = {
    replies      = { number = 200, from = 1024, to = 65535, cidr = "0.0.0.0/0" }
    nginx_a      = { number = 300, from = 80, to = 80, cidr = "10.26.16.0/20" }
    nginx_b      = { number = 301, from = 80, to = 80, cidr = "10.26.32.0/20" }
    internet_443 = { number = 10443, from = 443, to = 443, cidr = "0.0.0.0/0" }
  }

  network_acl_id = aws_network_acl.public.id
  egress         = true
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

# The load balancer to nginx, tasks to endpoints of AWS services (GuardDuty's too), and tasks to the Internet. Replies to
# tasks come to the source ports of Linux.
resource "aws_network_acl" "app" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = values(aws_subnet.app)[*].id

  tags = {
    Name = "shop-staging-app"
  }
}

resource "aws_network_acl_rule" "app_ingress" {
  for_each = {
    replies     = { number = 200, from = 32768, to = 65535, cidr = "0.0.0.0/0" }
    nginx_a     = { number = 300, from = 80, to = 80, cidr = "10.26.0.0/24" }
    nginx_b     = { number = 301, from = 80, to = 80, cidr = "10.26.1.0/24" }
    endpoints_a = { number = 400, from = 443, to = 443, cidr = "10.26.16.0/20" }
    endpoints_b = { number = 401, from = 443, to = 443, cidr = "10.26.32.0/20" }
  }

  network_acl_id = aws_network_acl.app.id
  egress         = false
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "app_egress" {
  for_each = {
    replies_to_load_balancer_a = { number = 300, from = 1024, to = 65535, cidr = "10.26.0.0/24" }
    replies_to_load_balancer_b = { number = 301, from = 1024, to = 65535, cidr = "10.26.1.0/24" }
    replies_of_endpoints_a     = { number = 400, from = 32768, to = 65535, cidr = "10.26.16.0/20" }
    replies_of_endpoints_b     = { number = 401, from = 32768, to = 65535, cidr = "10.26.32.0/20" }
    database_a                 = { number = 500, from = 5432, to = 5432, cidr = "10.26.8.0/24" }
    database_b                 = { number = 501, from = 5432, to = 5432, cidr = "10.26.9.0/24" }
    internet_443               = { number = 10443, from = 443, to = 443, cidr = "0.0.0.0/0" }
  }

  network_acl_id = aws_network_acl.app.id
  egress         = true
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

# Tasks to PostgreSQL, and read replicas to the primary.
resource "aws_network_acl" "data" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = values(aws_subnet.data)[*].id

  tags = {
    Name = "shop-staging-data"
  }
}

resource "aws_network_acl_rule" "data_ingress" {
  for_each = {
    database_a               = { number = 300, from = 5432, to = 5432, cidr = "10.26.16.0/20" }
    database_b               = { number = 301, from = 5432, to = 5432, cidr = "10.26.32.0/20" }
    replication_a            = { number = 400, from = 5432, to = 5432, cidr = "10.26.8.0/24" }
    replication_b            = { number = 401, from = 5432, to = 5432, cidr = "10.26.9.0/24" }
    replies_of_replication_a = { number = 500, from = 32768, to = 65535, cidr = "10.26.8.0/24" }
    replies_of_replication_b = { number = 501, from = 32768, to = 65535, cidr = "10.26.9.0/24" }
  }

  network_acl_id = aws_network_acl.data.id
  egress         = false
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

resource "aws_network_acl_rule" "data_egress" {
  for_each = {
    replies_to_tasks_a       = { number = 300, from = 32768, to = 65535, cidr = "10.26.16.0/20" }
    replies_to_tasks_b       = { number = 301, from = 32768, to = 65535, cidr = "10.26.32.0/20" }
    replication_a            = { number = 400, from = 5432, to = 5432, cidr = "10.26.8.0/24" }
    replication_b            = { number = 401, from = 5432, to = 5432, cidr = "10.26.9.0/24" }
    replies_to_replication_a = { number = 500, from = 32768, to = 65535, cidr = "10.26.8.0/24" }
    replies_to_replication_b = { number = 501, from = 32768, to = 65535, cidr = "10.26.9.0/24" }
  }

  network_acl_id = aws_network_acl.data.id
  egress         = true
  rule_number    = each.value.number
  rule_action    = "allow"
  protocol       = "tcp"
  from_port      = each.value.from
  to_port        = each.value.to
  cidr_block     = each.value.cidr
}

# ICMP "fragmentation needed", in and out: a router with a smaller MTU reports that a packet is too large. Without it, a connection over
# such a router opens and hangs with the first full packet.
resource "aws_network_acl_rule" "path_mtu_ingress" {
  for_each = {
    public = aws_network_acl.public.id
    app    = aws_network_acl.app.id
  }

  network_acl_id = each.value
  egress         = false
  rule_number    = 210
  rule_action    = "allow"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "path_mtu_egress" {
  for_each = {
    public = aws_network_acl.public.id
    app    = aws_network_acl.app.id
  }

  network_acl_id = each.value
  egress         = true
  rule_number    = 210
  rule_action    = "allow"
  protocol       = "icmp"
  icmp_type      = 3
  icmp_code      = 4
  cidr_block     = "0.0.0.0/0"
}
