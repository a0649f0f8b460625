variable "service_linked_roles" {
  description = "Services whose service-linked role this folder creates, such as rds.amazonaws.com. \"railhead bootstrap\" lists those that the account lacked."
  type        = set(string)
  default     = []
}

# AWS creates such a role at the first use of a service, and that call may fail because the role is too new. An account has each
# role once, for all regions: one that exists already cannot be created again.
resource "aws_iam_service_linked_role" "main" {
  for_each         = var.service_linked_roles
  aws_service_name = each.key
}
