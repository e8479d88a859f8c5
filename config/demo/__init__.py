"""The demo hospital: fifteen published cases under invented names, on dates relative to today."""
