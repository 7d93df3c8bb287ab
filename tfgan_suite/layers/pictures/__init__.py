"""What befalls pictures: changes of size, blur, noise, compression."""
