"""Local treatment of a bone lesion: radiotherapy, radionuclides, surgery, intervention."""
