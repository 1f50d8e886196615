"""What people read, already cut to what each of them may see: the only way to rows."""
