"""What a record says when its facts are read together: still no rule, only the facts a rule asks for."""
