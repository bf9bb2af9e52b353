"""Recognition and registration of technology contracts (技术合同认定登记), from submission to number."""
