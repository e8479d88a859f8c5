"""Quality indicators: what is counted, published values to compare with, and how a rate is computed."""
