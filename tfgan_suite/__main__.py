"""`python -m tfgan_suite` is the command `tfgan`, of a checkout too that is not installed."""

from tfgan_suite.training.commands.main import main

if __name__ == "__main__":
    main()
