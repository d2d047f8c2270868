"""Facts that stand in files of other programs: registers of Holders, and what a bank says was paid."""
