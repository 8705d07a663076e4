"""What those who write rules ask of them: are they well made, proved, what do they change.

One room a command, named by what it does; `tightness`, `revisions` and `writing` serve several.
"""
