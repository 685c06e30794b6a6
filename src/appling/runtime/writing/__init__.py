"""What people do to rows: forms, buttons, payments, uploads."""
